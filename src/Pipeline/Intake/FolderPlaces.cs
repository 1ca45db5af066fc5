using Longhand.Recordings;

namespace Longhand.Intake;

/// <summary>The watched folder and the three places in it that files go to.</summary>
/// <remarks>
/// A file is first moved to <c>.taking/ID/</c>, where ID is what the recording will be called. So a crash at any moment leaves
/// no doubt: a row of that id says that the file was accepted, none that it was not. The same file dropped again later is another recording.
/// </remarks>
internal sealed class FolderPlaces(string folder)
{
    private const string TakingName = ".taking";

    private const string AcceptedName = "accepted";

    private const string RejectedName = "rejected";

    private const string ReasonEnding = ".reason.txt";

    private const char Unreadable = '\uFFFD';

    private static readonly string[] PartialEndings = ["~", ".part", ".partial", ".tmp", ".crdownload", ".download", ".filepart"];

    private static readonly EnumerationOptions Entries = new()
    {
        // A symbolic link may lead out of the folder; a name with a dot is its program's business.
        AttributesToSkip = FileAttributes.ReparsePoint | FileAttributes.Hidden | FileAttributes.System,
        IgnoreInaccessible = true,
    };

    /// <summary>Absolute path.</summary>
    public string Folder { get; } = Path.GetFullPath(folder);

    private string Taking => Path.Combine(Folder, TakingName);

    /// <summary>Makes the places, which shows that the folder can be written.</summary>
    public void Create()
    {
        Directory.CreateDirectory(Taking);
        Directory.CreateDirectory(Path.Combine(Folder, AcceptedName));
        Directory.CreateDirectory(Path.Combine(Folder, RejectedName));
    }

    /// <summary>Files that somebody put here for us, whole or not.</summary>
    /// <param name="unseen">Told of each entry that is there and cannot be looked at; the others are seen all the same.</param>
    public IReadOnlyList<FolderFile> Look(Action<string, Exception> unseen)
    {
        var files = new List<FolderFile>();
        Look(new DirectoryInfo(Folder), files, unseen);
        return [.. files.Where(file => !IsPartial(file.Path)).OrderBy(file => file.ChangedAt)];
    }

    /// <summary>Takes a file under the id of the recording it will be.</summary>
    /// <returns>False where another node was quicker or the file is gone.</returns>
    /// <exception cref="UnauthorizedAccessException">It cannot be read or moved; it stays where it is.</exception>
    public bool TryTake(FolderFile file, RecordingId id)
    {
        var (dropped, taken) = (Path.Combine(Folder, file.Path), Path.Combine(Taking, id.ToString(), file.Path));
        var moved = false;
        try
        {
            // Not opened when empty: it may be a pipe, whose opening would wait for a writer.
            if (file.Bytes > 0)
                File.OpenHandle(dropped, share: FileShare.ReadWrite).Dispose();
            Directory.CreateDirectory(Path.GetDirectoryName(taken)!);
            File.Move(dropped, taken);
            return moved = true;
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
        finally
        {
            // A file that stays where it is is tried again under another id each time: claims would pile up.
            if (!moved)
                RemoveEmpty(id);
        }
    }

    /// <summary>What was taken and has not gone on yet: its id, its path as taken, and its path as it was dropped, relative to the folder.</summary>
    public IEnumerable<(RecordingId Id, string TakenPath, string RelativePath)> Taken()
    {
        foreach (var claim in Directory.EnumerateDirectories(Taking).Order(StringComparer.Ordinal))
            if (RecordingId.TryParse(Path.GetFileName(claim), null, out var id))
                foreach (var file in Directory.EnumerateFiles(claim, "*", SearchOption.AllDirectories))
                    yield return (id, file, Path.GetRelativePath(claim, file));
    }

    public void Accept(RecordingId id, string takenPath, string relativePath) =>
        MoveOn(id, takenPath, Path.Combine(AcceptedName, relativePath));

    /// <summary>Puts it aside, with the reason in a text file beside it.</summary>
    public void Reject(RecordingId id, string takenPath, string relativePath, string reason)
    {
        var path = FreePath.Find(Path.Combine(Folder, RejectedName, relativePath), ReasonEnding);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        // The reason first: a file without a reason would be a riddle, a reason without its file is at worst written again.
        File.WriteAllText(path + ReasonEnding, reason + Environment.NewLine);
        File.Move(takenPath, path);
        RemoveEmpty(id);
    }

    /// <summary>Gives it back to where it was dropped.</summary>
    public void PutBack(RecordingId id, string takenPath, string relativePath) => MoveOn(id, takenPath, relativePath);

    private void MoveOn(RecordingId id, string takenPath, string relativePath)
    {
        var path = FreePath.Find(Path.Combine(Folder, relativePath));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.Move(takenPath, path);
        RemoveEmpty(id);
    }

    private void RemoveEmpty(RecordingId id)
    {
        var claim = Path.Combine(Taking, id.ToString());
        if (Directory.Exists(claim) && !Directory.EnumerateFiles(claim, "*", SearchOption.AllDirectories).Any())
            Directory.Delete(claim, recursive: true);
    }

    private void Look(DirectoryInfo folder, List<FolderFile> files, Action<string, Exception> unseen)
    {
        foreach (var entry in folder.EnumerateFileSystemInfos("*", Entries))
        {
            var path = Path.GetRelativePath(Folder, entry.FullName);
            try
            {
                if (entry is FileInfo file)
                    files.Add(new FolderFile(path, file.Length, file.LastWriteTimeUtc));
                else if (path is not (AcceptedName or RejectedName))
                    Look((DirectoryInfo)entry, files, unseen);
            }
            catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
            {
                // Gone since it was listed, which needs no word; or its name is not UTF-8, so that .NET cannot open it.
                if (path.Contains(Unreadable, StringComparison.Ordinal))
                    unseen(path, new IOException("The name is not UTF-8 and cannot be opened; give it another one.", gone));
            }
            catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
            {
                unseen(path, trouble);
            }
        }
    }

    private static bool IsPartial(string path)
    {
        var name = Path.GetFileName(path);
        return name.StartsWith("~$", StringComparison.Ordinal)
            || PartialEndings.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
    }
}
