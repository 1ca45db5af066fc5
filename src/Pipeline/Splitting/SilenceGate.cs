using System.Runtime.CompilerServices;
using Longhand.Recordings;

namespace Longhand.Splitting;

/// <summary>
/// Finds stretches that surely hold no speech: those that lie in a window of <see cref="SplittingOptions.MinSilence"/> whose levels all stay close together,
/// in the band of vowels and in that of consonants. Speech never holds its level that long, however quiet it is or however loud the noise below it.
/// </summary>
internal sealed class SilenceGate(SplittingOptions options) : ISilenceDetector
{
    private const int FramesPerLevel = 5;
    private const long LevelLength = FramesPerLevel * Frames.Length;

    private readonly int _window = (int)(AudioClock.ToSamples(options.MinSilence) / LevelLength);
    private readonly double _floor = Math.Pow(10, options.DigitalSilenceDb / 10) * Frames.FullScalePower;
    private readonly SlidingExtent _high = new((int)(AudioClock.ToSamples(options.MinSilence) / LevelLength));
    private readonly SlidingExtent _middle = new((int)(AudioClock.ToSamples(options.MinSilence) / LevelLength));
    private readonly SilenceTrack _track = new(AudioClock.ToSamples(options.SilencePadding));
    private FramePower _sum;
    private int _frames;
    private long _levels;
    private long? _total;

    public long DecidedUpTo =>
        _total ?? (options.SkipSilence ? Math.Max(0, _levels - _window + 1) * LevelLength : long.MaxValue);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Append(ReadOnlySpan<short> samples, ReadOnlySpan<FramePower> frames)
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

    public void Complete(long samples)
    {
        _total = samples;
        if (_track.OpenEnd == _levels * LevelLength)
            _track.CloseAtEnd(samples);
        else
            _track.Close();
    }

    public Silence? After(long position) => _track.After(position);

    public void Dispose()
    {
        // Nothing of it is held outside the managed heap.
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddLevel()
    {
        // Both are always asked: each has to see every level.
        var apart = Math.Max(_high.Add(ToDb(_sum.HighBand)), _middle.Add(ToDb(_sum.MiddleBand)));
        _levels++;
        var window = new SampleRange((_levels - _window) * LevelLength, _levels * LevelLength);
        if (window.Start > _track.OpenEnd)
            _track.Close();
        if (window.Start >= 0 && apart <= options.SteadyWithinDb)
            _track.Add(window);
    }

    private double ToDb(long squares) => FrameTrack.ToDb(Math.Max(_floor, squares / (double)LevelLength));
}
