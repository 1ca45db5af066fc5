using Longhand.Recordings;

namespace Longhand.Media;

/// <summary>Takes what ffmpeg gives, whole samples at a time, counts it, and hands it on.</summary>
internal sealed class DecodedSamples(
    TimeSpan maxDuration, Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask> onSamples)
{
    private const int BlockBytes = 256 << 10;

    /// <summary>ffmpeg writes 32 KiB at a time; to be woken for each costs more than to measure it. The pipe holds what comes meanwhile.</summary>
    private static readonly TimeSpan BetweenBlocks = TimeSpan.FromMilliseconds(15);

    private readonly byte[] _block = new byte[BlockBytes];

    /// <summary>So far.</summary>
    public long Count { get; private set; }

    public TimeSpan Duration => AudioClock.ToTime(Count);

    /// <exception cref="PermanentFailureException">There are more than are allowed.</exception>
    public async Task TakeAllAsync(StallWatch watch, CancellationToken cancellationToken)
    {
        var held = 0;
        while (await watch.ReadAsync(_block.AsMemory(held)) is > 0 and var read)
        {
            // A pipe may end a read in the middle of a sample.
            var whole = (held + read) & ~1;
            Count += whole / sizeof(short);
            if (Count > AudioClock.ToSamples(maxDuration))
            {
                throw new PermanentFailureException(
                    $"The recording is longer than Media:MaxDuration ({maxDuration:d\\.hh\\:mm\\:ss}) allows: "
                        + "split it, or raise the limit.");
            }

            await onSamples(_block.AsMemory(0, whole), cancellationToken);
            held = held + read - whole;
            _block[0] = _block[whole % BlockBytes];
            if (whole < BlockBytes / 2)
                await Task.Delay(BetweenBlocks, cancellationToken);
        }
    }
}
