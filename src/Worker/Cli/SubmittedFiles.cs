namespace Longhand.Cli;

/// <summary>Finds out what can be said of the files before any of them is sent.</summary>
internal static class SubmittedFiles
{
    /// <exception cref="CommandFailedException">One of them cannot be submitted.</exception>
    public static void Check(IReadOnlyList<FileInfo> files, bool writesFiles)
    {
        foreach (var file in files)
            Check(file);
        if (writesFiles && files.GroupBy(file => file.Name, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw Wrong($"Several files are named {twice.Key}, and one transcript would overwrite the other: submit them one by one from different folders, or with --no-files.");
    }

    private static void Check(FileInfo file)
    {
        if (Directory.Exists(file.FullName))
            throw Wrong($"{file} is a folder: name the recordings in it.");
        if (!file.Exists)
            throw Wrong($"There is no file {file}.");
        try
        {
            using var trial = file.OpenRead();
            if (trial.CanSeek && trial.Length == 0)
                throw Wrong($"{file} is empty: there is nothing to transcribe. Nothing was sent; name the others without it.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Wrong($"{file} cannot be read: {failure.Message}", failure);
        }
    }

    private static CommandFailedException Wrong(string message, Exception? cause = null) =>
        new(message, cause) { ExitCode = ExitCode.Usage };
}
