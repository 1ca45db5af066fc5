namespace Longhand.Recordings;

/// <summary>A stretch of a recording that one answer, one silence or one gap accounts for.</summary>
public sealed class Segment
{
    public required RecordingId RecordingId { get; init; }

    public required long StartSample { get; init; }

    public required long EndSample { get; init; }

    public required SegmentState State { get; init; }

    /// <summary>The cut at its end lies in no pause.</summary>
    public bool Forced { get; init; }

    /// <summary>Samples sent beyond the end.</summary>
    public int OverlapSamples { get; init; }

    /// <summary>Depth of the cut's valley in dB.</summary>
    public float Confidence { get; init; }

    /// <summary>Voiced stretches relative to the start: start, end, start, end …</summary>
    public int[] Voiced { get; init; } = [];

    /// <summary>What the speech API said; present exactly where the segment is transcribed.</summary>
    public SpeechAnswer? Answer { get; init; }

    /// <summary>Why it is lost; present exactly where it is a gap.</summary>
    public string? GapReason { get; init; }

    /// <summary>Calls made for it so far.</summary>
    public int Calls { get; init; }

    /// <summary>Samples sent with those calls.</summary>
    public long SentSamples { get; init; }

    /// <summary>Those among them that had been sent before.</summary>
    public long ResentSamples { get; init; }

    /// <summary>It was sent within a longer segment before it was one of its own.</summary>
    public bool SentBefore { get; init; }

    /// <summary>The last calls whose end is known, oldest first.</summary>
    public IReadOnlyList<SegmentAttempt> Attempts { get; init; } = [];

    /// <summary>What the last call that failed said.</summary>
    public string? LastError { get; init; }

    public DateTimeOffset? AnsweredAt { get; init; }

    public SampleRange Owned => new(StartSample, EndSample);

    public static Segment From(RecordingId recording, CutSegment cut, bool sentBefore = false) => new()
    {
        RecordingId = recording,
        StartSample = cut.Owned.Start,
        EndSample = cut.Owned.End,
        State = cut.Silent ? SegmentState.Silent : SegmentState.Pending,
        Forced = cut.Forced,
        OverlapSamples = cut.OverlapSamples,
        Confidence = cut.Confidence,
        Voiced = Flat(cut.Voiced),
        SentBefore = sentBefore,
    };

    /// <summary>Stretches the way <see cref="Voiced"/> holds them.</summary>
    public static int[] Flat(IEnumerable<SampleRange> voiced) =>
        [.. voiced.SelectMany(range => new[] { (int)range.Start, (int)range.End })];

    public CutSegment ToCut() => new(
        Owned,
        State == SegmentState.Silent,
        Forced,
        OverlapSamples,
        Confidence,
        [.. Voiced.Chunk(2).Select(pair => new SampleRange(pair[0], pair[1]))]);
}
