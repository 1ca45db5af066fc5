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

    private DateTime IdleSince => (clock.GetUtcNow() - Idle).UtcDateTime;

    /// <summary>Removes uploads that broke off and audio that no row names, once idle for a day.</summary>
    public async Task SweepAudioAsync(CancellationToken cancellationToken)
    {
        var idleSince = IdleSince;
        var audio = new DirectoryInfo(Path.GetFullPath(options.Value.AudioFolder));
        foreach (var upload in Look<FileInfo>(audio, "*" + AudioFiles.PartialEnding, file => file.LastWriteTimeUtc < idleSince))
            Remove(upload, upload.Delete);
        foreach (var given in Look<FileInfo>(audio, "*" + AudioFiles.GivenUpEnding, file => file.LastWriteTimeUtc < idleSince))
            Try(given, () => files.TakeUp(Path.GetFileNameWithoutExtension(given.Name)));

        // The age first and the rows then: what is old by now and has no row is not about to get one.
        var idle = Look<FileInfo>(audio, "*" + AudioFiles.UnclaimedEnding, file => file.LastWriteTimeUtc < idleSince)
            .ToDictionary(mark => Path.GetFileNameWithoutExtension(mark.Name), StringComparer.Ordinal);
        var named = await NamedAsync([.. idle.Keys], cancellationToken);
        foreach (var (key, mark) in idle)
            if (named.Contains(key))
                Remove(mark, mark.Delete);
            else
                Try(mark, () => Orphan(key, idleSince));
    }

    /// <summary>
    /// Removes this node's work folders of recordings that are ended or gone, once idle for a day.
    /// </summary>
    public async Task SweepWorkFoldersAsync(CancellationToken cancellationToken)
    {
        var idleSince = IdleSince;
        var folders = new Dictionary<RecordingId, DirectoryInfo>();
        var work = new DirectoryInfo(Path.GetFullPath(options.Value.WorkFolder));
        foreach (var folder in Look<DirectoryInfo>(work, "*", IsIdle))
            if (Guid.TryParseExact(folder.Name, "N", out var id))
                folders[new RecordingId(id)] = folder;
        foreach (var id in await OpenAsync([.. folders.Keys], cancellationToken))
            folders.Remove(id);
        foreach (var folder in folders.Values)
            Remove(folder, () => folder.Delete(recursive: true));

        bool IsIdle(DirectoryInfo folder) =>
            folder.EnumerateFileSystemInfos("*", SearchOption.AllDirectories).Prepend(folder)
                .All(inside => inside.LastWriteTimeUtc < idleSince);
    }

    private void Orphan(string key, DateTime idleSince)
    {
        if (!files.TryGiveUp(key, idleSince))
            return;
        files.Delete(key);
        Log.Removed(logger, files.PathOf(key));
    }

    private async Task<HashSet<string>> NamedAsync(string[] keys, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Recordings.Where(recording => keys.Contains(recording.AudioKey))
            .Select(recording => recording.AudioKey!).ToHashSetAsync(cancellationToken);
    }

    private async Task<IReadOnlyList<RecordingId>> OpenAsync(RecordingId[] ids, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Recordings.Where(recording => ids.Contains(recording.Id) && recording.FinishedAt == null)
            .Select(recording => recording.Id).ToListAsync(cancellationToken);
    }

    /// <summary>What is in the folder and as wanted; what cannot be looked at is told of and left out.</summary>
    private List<T> Look<T>(DirectoryInfo folder, string pattern, Func<T, bool> isWanted)
        where T : FileSystemInfo
    {
        var found = new List<T>();
        Try(folder, () =>
        {
            folder.Create();
            foreach (var entry in folder.EnumerateFileSystemInfos(pattern).OfType<T>())
                Try(entry, () =>
                {
                    if (isWanted(entry))
                        found.Add(entry);
                });
        });
        return found;
    }

    private void Remove(FileSystemInfo leftover, Action delete) => Try(leftover, () =>
    {
        delete();
        Log.Removed(logger, leftover.FullName);
    });

    // What cannot be removed costs room and nothing else, so it must not keep the rest from being swept.
    private void Try(FileSystemInfo leftover, Action work)
    {
        try
        {
            work();
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            // Somebody else removed it meanwhile, which is all that was wanted.
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            Log.Stays(logger, leftover.FullName, trouble);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Removed {Path}, left behind by a process that was killed")]
        public static partial void Removed(ILogger logger, string path);

        [LoggerMessage(LogLevel.Warning, "Could not sweep {Path}; the next sweep tries again")]
        public static partial void Stays(ILogger logger, string path, Exception trouble);
    }
}
