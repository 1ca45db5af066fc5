using System.Security.Cryptography;
using Longhand.Recordings;
using Microsoft.Extensions.Options;

namespace Longhand.Storage;

/// <summary>The recordings' files: a folder in which a name stands for a file that is complete.</summary>
public sealed class AudioFiles(IOptions<StorageOptions> options, TimeProvider clock)
{
    /// <summary>What a file's name ends in while it is received.</summary>
    internal const string PartialEnding = ".part";

    /// <summary>What the mark beside a whole file ends in until a row names that file.</summary>
    /// <remarks>
    /// Only marked files are ever swept: a folder that another database uses too would be emptied otherwise.
    /// </remarks>
    internal const string UnclaimedEnding = ".unclaimed";

    /// <summary>What the mark ends in from when the sweep took it until the file is removed.</summary>
    internal const string GivenUpEnding = ".given-up";

    private const int BufferBytes = 128 * 1024;

    private const long RoomCheckBytes = 64L * 1024 * 1024;

    private readonly string folder = Path.GetFullPath(options.Value.AudioFolder);

    /// <summary>
    /// Streams a recording in; the file has its name only once every byte of it is on the disk, and is unclaimed then.
    /// </summary>
    /// <exception cref="AudioTooLargeException">The stream is longer than <see cref="StorageOptions.MaxFileBytes"/>.</exception>
    /// <exception cref="AudioStoreFullException">The disk has less than <see cref="StorageOptions.MinFreeBytes"/> free.</exception>
    /// <exception cref="IOException">The disk is full or the folder cannot be written; nothing is left behind.</exception>
    public async Task<StoredAudio> ReceiveAsync(RecordingId id, Stream content, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        CheckRoom();
        // A key of its own for each receiving: where two nodes receive one id, the one that loses must not remove the other's file.
        var key = $"{id.Value:N}-{RandomNumberGenerator.GetHexString(8, lowercase: true)}";
        var partial = PathOf(key) + PartialEnding;
        var file = new FileStream(partial, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, useAsync: true);
        try
        {
            long bytes;
            byte[] hash;
            await using (file)
                (bytes, hash) = await CopyAsync(content, file, cancellationToken);
            // Before the name: whenever the process is killed, no whole file is without a row and without a mark.
            await File.WriteAllBytesAsync(MarkOf(key), [], cancellationToken);
            File.Move(partial, PathOf(key));
            // The row that names this file is committed next; the file must not be younger than its row after a power cut.
            FolderEntries.Flush(folder);
            return new StoredAudio(key, bytes, hash);
        }
        catch
        {
            File.Delete(partial);
            Delete(key);
            throw;
        }
    }

    /// <summary>Absolute path of a stored file.</summary>
    public string PathOf(string key) => Path.Combine(folder, key);

    /// <summary>Keeps an unclaimed file for another day, in which its row is to be committed.</summary>
    /// <returns>False where it was swept already: whoever is so late was frozen for a day.</returns>
    public bool TryKeep(string key)
    {
        try
        {
            File.SetLastWriteTimeUtc(MarkOf(key), clock.GetUtcNow().UtcDateTime);
            return true;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }

    /// <summary>Takes the mark away from an unclaimed file that nobody kept meanwhile; from then on nobody can keep it.</summary>
    /// <returns>False where somebody kept or claimed it.</returns>
    public bool TryGiveUp(string key, DateTime idleSince)
    {
        var given = PathOf(key) + GivenUpEnding;
        try
        {
            File.Move(MarkOf(key), given);
        }
        catch (FileNotFoundException)
        {
            return false;
        }

        if (File.GetLastWriteTimeUtc(given) < idleSince)
            return true;
        File.Move(given, MarkOf(key));
        return false;
    }

    /// <summary>A row that is committed names the file: it stays.</summary>
    public void Claim(string key)
    {
        try
        {
            File.Delete(MarkOf(key));
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            // The recording is accepted all the same; the sweep finds its row, and removes the mark alone.
        }
    }

    /// <summary>Marks a file whose row is about to be without it: whatever happens next, it is swept once no row names it.</summary>
    public void Disown(string key)
    {
        File.WriteAllBytes(MarkOf(key), []);
        File.SetLastWriteTimeUtc(MarkOf(key), clock.GetUtcNow().UtcDateTime);
    }

    /// <summary>Gives a mark back that a killed sweep had taken, to be looked into again.</summary>
    public void TakeUp(string key)
    {
        // The age stays, which is that of the mark.
        File.Move(PathOf(key) + GivenUpEnding, MarkOf(key), overwrite: true);
    }

    /// <summary>Removes a file; one that is gone already is no error.</summary>
    public void Delete(string key)
    {
        File.Delete(PathOf(key));
        File.Delete(MarkOf(key));
        File.Delete(PathOf(key) + GivenUpEnding);
    }

    private string MarkOf(string key) => PathOf(key) + UnclaimedEnding;

    // Disk room is asked for again and again: many files may come in at once, and each may be larger than the room there is.
    private void CheckRoom()
    {
        var freeBytes = new DriveInfo(folder).AvailableFreeSpace;
        if (freeBytes < options.Value.MinFreeBytes)
            throw new AudioStoreFullException(freeBytes);
    }

    private async Task<(long Bytes, byte[] Hash)> CopyAsync(Stream content, FileStream file, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[BufferBytes];
        var (total, checkedAt) = (0L, 0L);
        int read;
        while ((read = await content.ReadAsync(buffer, cancellationToken)) > 0)
        {
            total += read;
            if (total > options.Value.MaxFileBytes)
                throw new AudioTooLargeException(options.Value.MaxFileBytes);
            if (total - checkedAt >= RoomCheckBytes)
            {
                CheckRoom();
                checkedAt = total;
            }

            hash.AppendData(buffer, 0, read);
            await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }

        file.Flush(flushToDisk: true);
        return (total, hash.GetHashAndReset());
    }
}
