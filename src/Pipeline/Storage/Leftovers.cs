using Longhand.Recordings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Longhand.Storage;

/// <summary>Removes what killed processes left behind.</summary>
public sealed partial class Leftovers(
    IOptions<StorageOptions> options, IDbContextFactory<LonghandDb> databases, TimeProvider clock, ILogger<Leftovers> logger)
{
    // The audio folder is shared by nodes, and a work folder may be by workers on one machine: what is in use is written to.
    private static readonly TimeSpan Idle = TimeSpan.FromHours(24);

    /// <summary>Removes uploads that broke off, and work folders of recordings that are finished, once idle for a day.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        var idleSince = (clock.GetUtcNow() - Idle).UtcDateTime;
        Remove(
            () => Existing(options.Value.AudioFolder).EnumerateFiles("*" + AudioFiles.PartialEnding)
                .Where(file => file.LastWriteTimeUtc < idleSince),
            file => file.Delete());

        var folders = new Dictionary<RecordingId, DirectoryInfo>();
        foreach (var folder in Existing(options.Value.WorkFolder).EnumerateDirectories())
            if (Guid.TryParseExact(folder.Name, "N", out var id))
                folders[new RecordingId(id)] = folder;
        var finished = await FinishedAsync([.. folders.Keys], cancellationToken);
        Remove(
            () => finished.Select(id => folders[id]).Where(folder => LastTouchedAt(folder) < idleSince),
            folder => folder.Delete(recursive: true));
    }

    private static DirectoryInfo Existing(string folder) => Directory.CreateDirectory(Path.GetFullPath(folder));

    private static DateTime LastTouchedAt(DirectoryInfo folder) =>
        folder.EnumerateFileSystemInfos("*", SearchOption.AllDirectories).Prepend(folder).Max(entry => entry.LastWriteTimeUtc);

    private async Task<IReadOnlyList<RecordingId>> FinishedAsync(RecordingId[] ids, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Recordings.Where(recording => ids.Contains(recording.Id) && recording.FinishedAt != null)
            .Select(recording => recording.Id).ToListAsync(cancellationToken);
    }

    // What cannot be removed costs room and nothing else, so it must not keep a worker from starting.
    private void Remove<T>(Func<IEnumerable<T>> leftovers, Action<T> delete)
        where T : FileSystemInfo
    {
        try
        {
            foreach (var leftover in leftovers())
            {
                delete(leftover);
                Log.Removed(logger, leftover.FullName);
            }
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            Log.Stays(logger, trouble);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Removed {Path}, left behind by a process that was killed")]
        public static partial void Removed(ILogger logger, string path);

        [LoggerMessage(LogLevel.Warning, "Could not remove all that killed processes left behind; the next start tries again")]
        public static partial void Stays(ILogger logger, Exception trouble);
    }
}
