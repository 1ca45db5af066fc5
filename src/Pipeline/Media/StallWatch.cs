namespace Longhand.Media;

/// <summary>Reads a program's output; ends it when it is asked to stop, or gives nothing for too long.</summary>
internal sealed class StallWatch : IDisposable
{
    private static readonly TimeSpan BetweenNotes = TimeSpan.FromMilliseconds(100);

    private readonly MediaProcess _process;
    private readonly TimeProvider _clock;
    private readonly TimeSpan _patience;
    private readonly CancellationToken _cancellationToken;
    private readonly CancellationTokenSource _stall;
    private readonly CancellationTokenRegistration _killOnStall;
    private readonly CancellationTokenRegistration _killOnCancel;
    private long _notedAt;

    public StallWatch(
        MediaProcess process, TimeSpan patience, TimeProvider clock, CancellationToken cancellationToken)
    {
        _process = process;
        _clock = clock;
        _patience = patience;
        _cancellationToken = cancellationToken;
        _stall = new CancellationTokenSource(Timeout.InfiniteTimeSpan, clock);
        _killOnStall = _stall.Token.Register(process.Kill);
        _killOnCancel = cancellationToken.Register(process.Kill);
    }

    /// <summary>What comes next; 0 at the end.</summary>
    /// <remarks>Only the time spent here counts: whoever takes the output may be slow.</remarks>
    public async ValueTask<int> ReadAsync(Memory<byte> block)
    {
        NoteCpuTime();
        _stall.CancelAfter(_patience);
        // The read itself is not cancelled: the program's end is its end, and comes with it.
        var read = await _process.Output.ReadAsync(block, CancellationToken.None);
        _cancellationToken.ThrowIfCancellationRequested();
        if (_stall.IsCancellationRequested)
            throw new TimeoutException(
                $"{_process.Program} gave no output for {_patience} and was ended; "
                    + "the disk may be slow or the file built to stall. Media:StallTimeout sets the patience.");
        _stall.CancelAfter(Timeout.InfiniteTimeSpan);
        return read;
    }

    // To ask the kernel at every block would cost as much as reading it.
    private void NoteCpuTime()
    {
        if (_notedAt != 0 && _clock.GetElapsedTime(_notedAt) < BetweenNotes)
            return;
        _process.NoteCpuTime();
        _notedAt = _clock.GetTimestamp();
    }

    public void Dispose()
    {
        _killOnCancel.Dispose();
        _killOnStall.Dispose();
        _stall.Dispose();
    }
}
