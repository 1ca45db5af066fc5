using System.Security.Cryptography;
using Longhand.Recordings;
using Microsoft.Extensions.Options;

namespace Longhand.Storage;

/// <summary>The recordings' files: a folder in which a name stands for a file that is complete.</summary>
public sealed class AudioFiles(IOptions<StorageOptions> options)
{
    private const int BufferBytes = 128 * 1024;

    private readonly string folder = Path.GetFullPath(options.Value.AudioFolder);

    /// <summary>Streams a recording in; the file has its name only once every byte of it is on the disk.</summary>
    /// <exception cref="AudioTooLargeException">The stream is longer than <see cref="StorageOptions.MaxFileBytes"/>.</exception>
    /// <exception cref="IOException">The disk is full or the folder cannot be written; nothing is left behind.</exception>
    public async Task<StoredAudio> ReceiveAsync(RecordingId id, Stream content, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var key = id.Value.ToString("N");
        var partial = PathOf(key) + ".part";
        try
        {
            var (bytes, hash) = await CopyAsync(content, partial, cancellationToken);
            File.Move(partial, PathOf(key), overwrite: true);
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

    /// <summary>Whether the disk still has the room that options ask to be kept free, and what it has.</summary>
    public bool HasRoom(out long freeBytes)
    {
        Directory.CreateDirectory(folder);
        freeBytes = new DriveInfo(folder).AvailableFreeSpace;
        return freeBytes >= options.Value.MinFreeBytes;
    }

    private async Task<(long Bytes, byte[] Hash)> CopyAsync(Stream content, string path, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0, useAsync: true);
        var buffer = new byte[BufferBytes];
        var total = 0L;
        int read;
        while ((read = await content.ReadAsync(buffer, cancellationToken)) > 0)
        {
            total += read;
            if (total > options.Value.MaxFileBytes)
                throw new AudioTooLargeException(options.Value.MaxFileBytes);
            hash.AppendData(buffer, 0, read);
            await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }

        // The row that names this file is committed next; the file must not be younger than its row after a power cut.
        file.Flush(flushToDisk: true);
        return (total, hash.GetHashAndReset());
    }
}
