using Longhand.Recordings;
using Microsoft.Extensions.Options;

namespace Longhand.Storage;

/// <summary>Hands out node-local folders for segment files.</summary>
public sealed class WorkFolders(IOptions<StorageOptions> options)
{
    /// <summary>A new folder for this run; those that earlier runs of the recording left on this node are removed.</summary>
    public WorkFolder Open(RecordingId id, int run)
    {
        var parent = Path.Combine(Path.GetFullPath(options.Value.WorkFolder), id.Value.ToString("N"));
        if (Directory.Exists(parent))
            Directory.Delete(parent, recursive: true);
        return new WorkFolder(parent, Path.Combine(parent, $"run-{run}"));
    }
}
