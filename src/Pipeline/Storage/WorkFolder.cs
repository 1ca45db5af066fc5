namespace Longhand.Storage;

/// <summary>A folder that lasts as long as a run.</summary>
public sealed class WorkFolder : IDisposable
{
    private readonly string parent;

    internal WorkFolder(string parent, string path)
    {
        this.parent = parent;
        Path = path;
        Directory.CreateDirectory(path);
    }

    /// <summary>Absolute path; the folder exists.</summary>
    public string Path { get; }

    public void Dispose()
    {
        if (Directory.Exists(Path))
            Directory.Delete(Path, recursive: true);
        if (Directory.Exists(parent) && !Directory.EnumerateFileSystemEntries(parent).Any())
            Directory.Delete(parent);
    }
}
