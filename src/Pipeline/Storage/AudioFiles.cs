using System.Security.Cryptography;
using Longhand.Recordings;
using Microsoft.Extensions.Options;

namespace Longhand.Storage;

/// <summary>The recordings' files: a folder in which a name stands for a file that is complete.</summary>
public sealed class AudioFiles(IOptions<StorageOptions> options)
{
    /// <summary>What a file's name ends in while it is received.</summary>
    internal const string PartialEnding = ".part";

    private const int BufferBytes = 128 * 1024;

    private const long RoomCheckBytes = 64L * 1024 * 1024;

    private readonly string folder = Path.GetFullPath(options.Value.AudioFolder);

    /// <summary>Streams a recording in; the file has its name only once every byte of it is on the disk.</summary>
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
            File.Move(partial, PathOf(key));
            return new StoredAudio(key, bytes, hash);
        }
        catch
        {
            File.Delete(partial);
            throw;
        }
    }

    /// <summary>Absolute path of a stored file.</summary>
    public string PathOf(string key) => Path.Combine(folder, key);

    /// <summary>Removes a file; one that is gone already is no error.</summary>
    public void Delete(string key) => File.Delete(PathOf(key));

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

        // The row that names this file is committed next; the file must not be younger than its row after a power cut.
        file.Flush(flushToDisk: true);
        return (total, hash.GetHashAndReset());
    }
}
