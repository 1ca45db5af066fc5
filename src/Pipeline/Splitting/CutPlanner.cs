using Longhand.Recordings;

namespace Longhand.Splitting;

/// <summary>
/// Decides where a recording is cut, from the powers of its frames alone. What it decides depends on the sound and the limits only, never on how the stream
/// was handed over; it holds no more than the longest segment and a look-ahead.
/// </summary>
internal sealed class CutPlanner(
    SplitLimits limits, SplittingOptions options, ISilenceDetector silences, IReadOnlyList<CutSegment> stored)
{
    /// <summary>Confidence in dB of a boundary that cannot divide a word: inside a silence, or the recording's end.</summary>
    public const float Certain = 100;

    /// <summary>A pause that is this much less certain than asked for is still better than the quietest dip; dB.</summary>
    private const double LikelyWithinDb = 8;

    /// <summary>What a cut must be more certain by that need not be made yet; dB.</summary>
    private const double EarlySurplusDb = 5;

    private const long LookAhead = ValleySearch.Widest * Frames.Length;

    private readonly FrameTrack _track = new();
    private readonly long _longestSilence = AudioClock.ToSamples(options.LongestSilentSegment);
    private int _replayed;
    private long _position;
    private long _decoded;
    private long? _total;

    /// <summary>Samples before this one are in no segment to come.</summary>
    public long KeepFrom
    {
        get
        {
            if (_replayed < stored.Count)
                return stored[_replayed].Silent ? Math.Min(_decoded, stored[_replayed].Owned.End) : _position;
            return silences.After(_position) is { } silence && silence.Range.Start <= _position
                ? Math.Max(_position, Math.Min(_decoded, silence.Range.End))
                : _position;
        }
    }

    /// <param name="samples">The samples behind those of the calls before.</param>
    /// <param name="frames">The frames that became whole with them.</param>
    public void Append(ReadOnlySpan<short> samples, ReadOnlySpan<FramePower> frames)
    {
        _track.Append(frames);
        silences.Append(samples, frames);
        _decoded = _track.End * Frames.Length;
    }

    /// <summary>No frames come any more.</summary>
    /// <param name="samples">Length of the recording.</param>
    public void Complete(long samples)
    {
        silences.Complete(samples);
        _total = samples;
        _decoded = samples;
        if (stored.Count > 0 && stored[^1].Sent.End > samples)
            throw new PermanentFailureException(
                $"The audio has changed since it was first split: {AudioClock.ToTime(stored[^1].Sent.End)} was decoded then and {AudioClock.ToTime(samples)} now; submit the file as a new recording.");
    }

    /// <summary>The next segment, as soon as what is known of the recording determines it.</summary>
    public CutSegment? Next()
    {
        var cut = _replayed < stored.Count ? Replay() : _position == _total ? null : Plan();
        if (cut is null)
            return null;
        _position = cut.Owned.End;
        _track.DropBefore((KeepFrom / Frames.Length) - ValleySearch.Widest);
        return cut;
    }

    private CutSegment? Replay()
    {
        var cut = stored[_replayed];
        if (cut.Owned.Start != _position)
            throw new InvalidOperationException($"Stored segment {cut.Owned} does not start at {AudioClock.ToTime(_position)}, where the one before ends.");
        if (_decoded < cut.Sent.End)
            return null;
        _replayed++;
        return cut;
    }

    private CutSegment? Plan()
    {
        var silence = silences.After(_position);
        if (silence is { } here && here.Range.Start <= _position)
            return Silent(here);

        // Where speech stops by itself, if that is known to be near.
        var stop = silence?.Range.Start ?? _total ?? long.MaxValue;
        if (stop - _position <= limits.Max)
            return Speech(new Valley(stop, Certain), forced: false);
        if (_total is null && Math.Min(silences.DecidedUpTo, _decoded - LookAhead) < _position + limits.Max + limits.Tail)
            return null;
        return EarlyCut() ?? Cut(Math.Min(_position + limits.Max, stop - limits.Tail));
    }

    private CutSegment? Silent(Silence silence)
    {
        var length = silence.Range.End - _position;
        if (length >= _longestSilence)
            length = _longestSilence;
        else if (!silence.Closed)
            return null;
        return new CutSegment(new SampleRange(_position, _position + length), Silent: true, Forced: false, 0, Certain, []);
    }

    /// <summary>The recording's first words shall be there soon, but not at the price of a cut that is none of the best.</summary>
    private CutSegment? EarlyCut()
    {
        if (_position > 0 || limits.First >= limits.Max)
            return null;
        return ValleySearch.Pause(_track, limits.First / 3, limits.First, limits.ForcedBelowDb + EarlySurplusDb) is { } pause
            ? Speech(pause, forced: false)
            : null;
    }

    private CutSegment Cut(long latest)
    {
        var earliest = _position + limits.Min;
        if (ValleySearch.Pause(_track, earliest, latest, limits.ForcedBelowDb) is { } pause)
            return Speech(pause, forced: false);

        // Nowhere a certain pause: then a likely one, else the quietest place. What is sent reaches beyond such a cut, and must not
        // be longer than any other segment for it.
        latest = Math.Min(latest, _position + limits.Max - limits.Overlap);
        var place = ValleySearch.Pause(_track, earliest, latest, limits.ForcedBelowDb - LikelyWithinDb);
        return Speech(place ?? ValleySearch.Quietest(_track, earliest, latest), forced: true);
    }

    private CutSegment Speech(Valley end, bool forced)
    {
        var owned = new SampleRange(_position, end.Sample);
        return new CutSegment(
            owned, Silent: false, forced, forced ? limits.Overlap : 0, (float)end.Confidence, VoicedStretches.In(_track, owned));
    }
}
