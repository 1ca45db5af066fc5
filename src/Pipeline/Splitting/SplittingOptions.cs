using System.ComponentModel.DataAnnotations;

namespace Longhand.Splitting;

/// <summary>How recordings are cut, section <c>Splitting</c>. The longest segment is the speech model's, not an option here.</summary>
public sealed class SplittingOptions
{
    public const string Section = "Splitting";

    /// <summary>Shortest segment that a cut in running speech may leave, as a share of the longest; default 0.25.</summary>
    /// <remarks>A wide window of places to choose from matters more than anything else: keep it well below a half.</remarks>
    [Range(0.1, 0.6)]
    public double MinSegmentShare { get; init; } = 0.25;

    /// <summary>About how long the first segment is made, so that a recording's first words are there soon; default 20 s.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "01:00:00")]
    public TimeSpan FirstSegment { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>What is left before a silence or the end is not made shorter than this by choice; default 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:00:30")]
    public TimeSpan ShortestTail { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>A cut is a forced one where its confidence is less than this; dB, default 5.</summary>
    /// <remarks>
    /// The confidence is how far 400 ms around the cut lie below the speech, less a penalty where that is not down to the background.
    /// At 5, no cut in an hour of clean speech with pauses is forced, and about half of them in babble 5 dB below the speech.
    /// </remarks>
    [Range(0.0, 60.0)]
    public double ForcedBelowDb { get; init; } = 5;

    /// <summary>What is sent beyond a forced cut, so that a halved word is heard whole by one side; default 1.5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:05")]
    public TimeSpan Overlap { get; init; } = TimeSpan.FromSeconds(1.5);

    /// <summary>Whether long stretches without speech are kept from being sent; default true.</summary>
    public bool SkipSilence { get; init; } = true;

    /// <summary>What tells silence from speech; default energy.</summary>
    [EnumDataType(typeof(SpeechDetector))]
    public SpeechDetector Detector { get; init; } = SpeechDetector.Energy;

    /// <summary>How sure Silero must be that 32 ms hold speech, so that they are sent; 0 to 1, default 0.2.</summary>
    [Range(0.01, 0.9)]
    public double SileroThreshold { get; init; } = 0.2;

    /// <summary>Shortest stretch that counts as silence; default 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan MinSilence { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>What is kept with the speech on either side of a silence; default 0.5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:10")]
    public TimeSpan SilencePadding { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>A stretch is silence only while its 50 ms levels stay within this of one another; dB, default 4.</summary>
    /// <remarks>Room noise stays within 2 to 3 dB; speech 5 dB above the noise exceeds 6 within every few words.</remarks>
    [Range(0.5, 8.0)]
    public double SteadyWithinDb { get; init; } = 4;

    /// <summary>Levels below this are all the same: digital silence and its last bits; dBFS, default −80.</summary>
    [Range(-100.0, -50.0)]
    public double DigitalSilenceDb { get; init; } = -80;

    /// <summary>A longer silence becomes several silent segments, so that progress is seen; default 5 min.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "1.00:00:00")]
    public TimeSpan LongestSilentSegment { get; init; } = TimeSpan.FromMinutes(5);
}
