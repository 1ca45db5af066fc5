namespace Longhand.Hosting;

/// <summary>Finds out whether a folder can be written by writing to it: permissions alone do not tell of read-only disks.</summary>
internal static class WritableFolder
{
    public static void Check(string setting, string folder)
    {
        var path = Path.GetFullPath(folder);
        try
        {
            Directory.CreateDirectory(path);
            var trial = Path.Combine(path, $".{Guid.CreateVersion7():N}");
            using (new FileStream(trial, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose))
            {
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException(
                $"{setting} ({path}) cannot be written: {failure.Message} Let this user write there, or name another folder.", failure);
        }
    }
}
