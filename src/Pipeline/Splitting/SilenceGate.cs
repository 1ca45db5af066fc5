using Longhand.Recordings;

namespace Longhand.Splitting;

/// <summary>
/// Finds stretches that surely hold no speech: those that lie in a window of <see cref="SplittingOptions.MinSilence"/> whose levels all stay close together,
/// in the band of vowels and in that of consonants. Speech never holds its level that long, however quiet it is or however loud the noise below it.
/// </summary>
internal sealed class SilenceGate(SplittingOptions options)
{
    private const int FramesPerLevel = 5;
    private const long LevelLength = FramesPerLevel * Frames.Length;

    private readonly int _window = (int)(AudioClock.ToSamples(options.MinSilence) / LevelLength);
    private readonly long _padding = AudioClock.ToSamples(options.SilencePadding);
    private readonly double _floor = Math.Pow(10, options.DigitalSilenceDb / 10) * Frames.FullScalePower;
    private readonly SlidingExtent _high = new((int)(AudioClock.ToSamples(options.MinSilence) / LevelLength));
    private readonly SlidingExtent _middle = new((int)(AudioClock.ToSamples(options.MinSilence) / LevelLength));
    private readonly Queue<SampleRange> _closed = [];
    private SampleRange? _open;
    private FramePower _sum;
    private int _frames;
    private long _levels;
    private long? _total;

    /// <summary>Every silence that starts before this sample is known.</summary>
    public long DecidedUpTo => _total ?? (options.SkipSilence ? Math.Max(0, _levels - _window + 1) * LevelLength : long.MaxValue);

    public void Append(ReadOnlySpan<FramePower> frames)
    {
        if (!options.SkipSilence)
            return;
        foreach (var frame in frames)
        {
            _sum = new FramePower(0, _sum.HighBand + frame.HighBand, _sum.MiddleBand + frame.MiddleBand);
            if (++_frames < FramesPerLevel)
                continue;
            AddLevel();
            _sum = default;
            _frames = 0;
        }
    }

    /// <summary>Tells the length of the whole: a silence that reaches it needs no padding there.</summary>
    public void Complete(long samples)
    {
        _total = samples;
        if (_open is not { } open)
            return;
        _closed.Enqueue(open.End == _levels * LevelLength ? open with { End = samples + _padding } : open);
        _open = null;
    }

    /// <summary>The first silence that ends behind the position.</summary>
    public Silence? After(long position)
    {
        while (_closed.TryPeek(out var range) && Inside(range).End <= position)
            _closed.Dequeue();
        if (_closed.TryPeek(out var next))
            return new Silence(Inside(next), Closed: true);
        return _open is { } open && Inside(open).End > position ? new Silence(Inside(open), Closed: false) : null;
    }

    private SampleRange Inside(SampleRange range) => new(range.Start == 0 ? 0 : range.Start + _padding, range.End - _padding);

    private void AddLevel()
    {
        // Both are always asked: each has to see every level.
        var apart = Math.Max(_high.Add(ToDb(_sum.HighBand)), _middle.Add(ToDb(_sum.MiddleBand)));
        _levels++;
        var window = new SampleRange((_levels - _window) * LevelLength, _levels * LevelLength);
        if (_open is { } open && window.Start > open.End)
        {
            _closed.Enqueue(open);
            _open = null;
        }

        if (window.Start >= 0 && apart <= options.SteadyWithinDb)
            _open = new SampleRange(_open?.Start ?? window.Start, window.End);
    }

    private double ToDb(long squares) => FrameTrack.ToDb(Math.Max(_floor, squares / (double)LevelLength));
}
