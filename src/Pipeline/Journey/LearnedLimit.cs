using Longhand.Recognition;
using Longhand.Recordings;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Longhand.Journey;

/// <summary>
/// How long a segment the speech API takes: what the model profile says, until it refuses one that is shorter. A worker
/// calls one model of one API, so what one recording was refused holds for all, until the worker starts again.
/// </summary>
public sealed partial class LearnedLimit(IOptions<RecognitionOptions> options, ILogger<LearnedLimit> logger)
{
    /// <summary>
    /// Where the API does not say what it takes; two pieces mostly do then, and few refusals find any limit.
    /// </summary>
    private const double NextShare = 0.6;

    private const int OdditiesToBelieve = 3;

    private const int WavHeaderBytes = 44;

    private const int BytesPerSample = 2;

    // Recordings cannot be cut into less.
    private static readonly long Shortest = AudioClock.ToSamples(Recording.LeastMaxSegment);

    private readonly ModelProfile profile = options.Value.ProfileInUse();
    private readonly Lock gate = new();
    private long learned = long.MaxValue;
    private long answered;
    private int oddities;

    /// <summary>The longest segment to cut.</summary>
    public TimeSpan MaxSegment => AudioClock.ToTime(Math.Min(AudioClock.ToSamplesWithin(profile.MaxSegment), Least()));

    /// <summary>Whether there is any sense in sending so much at once.</summary>
    public bool Allows(SampleRange sent) =>
        sent.Length <= Math.Min(AudioClock.ToSamplesWithin(profile.LongestSegment), Least());

    /// <summary>The API has taken so much at once.</summary>
    public void Answer(SampleRange sent)
    {
        lock (gate)
        {
            answered = Math.Max(answered, sent.Length);
            oddities = 0;
        }
    }

    /// <summary>The API has refused so much at once.</summary>
    /// <returns>The longest piece of it to try next.</returns>
    public TimeSpan Refuse(SampleRange sent, string reason)
    {
        var next = Math.Max(NextBelow(sent, reason), Shortest);
        lock (gate)
        {
            // It was on its way when less was refused already: that tells nothing new.
            if (sent.Length > learned)
                return MaxSegment;
            // As much has been taken, so it lies in this segment, until several in a row say otherwise.
            if (sent.Length <= answered && ++oddities < OdditiesToBelieve)
                return AudioClock.ToTime(next);
            (learned, answered, oddities) = (next, 0, 0);
        }

        Log.Learned(logger, sent.Duration, MaxSegment, options.Value.Profile, reason);
        return MaxSegment;
    }

    private long NextBelow(SampleRange sent, string reason)
    {
        // What is stated must leave something to be learned, or the same would be refused again.
        var above = sent.Duration + profile.Margin;
        return StatedLimit.In(reason, Recording.LeastMaxSegment, above) is { } stated && stated > profile.Margin * 2
            ? AudioClock.ToSamplesWithin(stated - profile.Margin)
            : (long)(sent.Length * NextShare);
    }

    private long Least()
    {
        lock (gate)
            return Math.Min(learned, (profile.LargestFileBytes - WavHeaderBytes) / BytesPerSample);
    }

    private static partial class Log
    {
        [LoggerMessage(
            LogLevel.Warning,
            "The speech API takes no {Refused}: no segment is longer than {Longest} from now on. "
            + "Set LongestSegment of Recognition:Profiles:{Profile} to what it takes. {Reason}")]
        public static partial void Learned(
            ILogger logger, TimeSpan refused, TimeSpan longest, string profile, string reason);
    }
}
