using Longhand.Recordings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Longhand.Storage;

/// <summary>Removes what killed processes left behind.</summary>
public sealed partial class Leftovers(
    IOptions<StorageOptions> options,
    AudioFiles files,
    IDbContextFactory<LonghandDb> databases,
    TimeProvider clock,
    ILogger<Leftovers> logger)
{
    // The audio folder is shared by nodes, and a work folder may be by workers on one machine: what is in use is written to.
    private static readonly TimeSpan Idle = TimeSpan.FromHours(24);

    /// <summary>
    /// Removes uploads that broke off, audio that no row came to name, and work folders of recordings that are
    /// finished, once idle for a day.
    /// </summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        var idleSince = (clock.GetUtcNow() - Idle).UtcDateTime;
        Remove(
            () => Existing(options.Value.AudioFolder).EnumerateFiles("*" + AudioFiles.PartialEnding)
                .Where(file => file.LastWriteTimeUtc < idleSince),
            file => file.Delete());
        await SweepUnclaimedAsync(idleSince, cancellationToken);

        var folders = new Dictionary<RecordingId, DirectoryInfo>();
        foreach (var folder in Existing(options.Value.WorkFolder).EnumerateDirectories())
            if (Guid.TryParseExact(folder.Name, "N", out var id))
                folders[new RecordingId(id)] = folder;
        var finished = await FinishedAsync([.. folders.Keys], cancellationToken);
        Remove(
            () => finished.Select(id => folders[id]).Where(folder => LastTouchedAt(folder) < idleSince),
            folder => folder.Delete(recursive: true));
    }

    /// <summary>The age first and the rows then: what is old by now and has no row is not about to get one.</summary>
    private async Task SweepUnclaimedAsync(DateTime idleSince, CancellationToken cancellationToken)
    {
        var idle = new Dictionary<string, FileInfo>(StringComparer.Ordinal);
        foreach (var mark in Existing(options.Value.AudioFolder).EnumerateFiles("*" + AudioFiles.UnclaimedEnding))
            if (mark.LastWriteTimeUtc < idleSince)
                idle[Path.GetFileNameWithoutExtension(mark.Name)] = mark;
        var named = await NamedAsync([.. idle.Keys], cancellationToken);
        Remove(() => named.Select(key => idle[key]), mark => mark.Delete());
        Remove(
            () => idle.Keys.Except(named).Where(key => files.TryGiveUp(key, idleSince))
                .Select(key => new FileInfo(files.PathOf(key))),
            file => files.Delete(file.Name));
    }

    private async Task<IReadOnlyList<string>> NamedAsync(string[] keys, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Recordings.Where(recording => keys.Contains(recording.AudioKey))
            .Select(recording => recording.AudioKey!).ToListAsync(cancellationToken);
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
