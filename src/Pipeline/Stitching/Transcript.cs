using Longhand.Recordings;

namespace Longhand.Stitching;

/// <summary>A recording's transcript as far as it has come.</summary>
public sealed record Transcript
{
    public required RecordingId Id { get; init; }

    public required string Name { get; init; }

    public required RecordingStatus Status { get; init; }

    /// <summary>Container and codec in words.</summary>
    public string? Media { get; init; }

    /// <summary>What the reader must know of the audio, a sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Why the recording failed or waits.</summary>
    public string? Error { get; init; }

    /// <summary>The models that answered, as they name themselves.</summary>
    public IReadOnlyList<string> Models { get; init; } = [];

    /// <summary>The container's own idea of the length.</summary>
    public long? DeclaredSamples { get; init; }

    /// <summary>The true length, once it is known.</summary>
    public long? DecodedSamples { get; init; }

    /// <summary>In order of time.</summary>
    public required IReadOnlyList<TimedUtterance> Utterances { get; init; }

    /// <summary>Lost stretches; neighbours with one reason are one.</summary>
    public IReadOnlyList<TranscriptGap> Gaps { get; init; } = [];

    /// <summary>Stretches without speech; neighbours are one.</summary>
    public IReadOnlyList<SampleRange> Silences { get; init; } = [];

    /// <summary>Stretches that wait for their answer; neighbours are one.</summary>
    public IReadOnlyList<SampleRange> Pending { get; init; } = [];

    public required Coverage Coverage { get; init; }

    /// <summary>Calls made to the speech API.</summary>
    public int Calls { get; init; }

    /// <summary>Samples sent with those calls.</summary>
    public long SentSamples { get; init; }

    /// <summary>Those among them that had been sent before.</summary>
    public long ResentSamples { get; init; }

    /// <summary>What the speech API asks for them, where that is known.</summary>
    public SpeechPrice? Price { get; init; }

    /// <summary>More may follow, or never will: the recording is not completed.</summary>
    public bool IsPartial => Status is not (RecordingStatus.Completed or RecordingStatus.CompletedWithGaps);

    /// <param name="recording">Whose transcript it is.</param>
    /// <param name="segments">Its segments so far, in any order.</param>
    /// <param name="utterances">Its utterances so far, in any order.</param>
    public static Transcript From(
        Recording recording, IEnumerable<Segment> segments, IEnumerable<Utterance> utterances)
    {
        var ordered = segments.OrderBy(segment => segment.StartSample).ToArray();
        return new Transcript
        {
            Id = recording.Id,
            Name = recording.Name,
            Status = recording.Status,
            Media = recording.Media,
            Notes = recording.Notes,
            Error = recording.Error,
            Models = [.. ordered.Select(segment => segment.Answer?.Model).OfType<string>().Distinct()],
            DeclaredSamples = recording.DeclaredSamples,
            DecodedSamples = recording.DecodedSamples,
            Utterances =
            [
                .. utterances.OrderBy(utterance => utterance.SegmentStart).ThenBy(utterance => utterance.Ordinal)
                    .Select(utterance => utterance.ToTimed()),
            ],
            Gaps = Stretches.Of(ordered, SegmentState.Gap, segment => segment.GapReason ?? ""),
            Silences = [.. Stretches.Of(ordered, SegmentState.Silent, _ => "").Select(stretch => stretch.Range)],
            Pending = [.. Stretches.Of(ordered, SegmentState.Pending, _ => "").Select(stretch => stretch.Range)],
            Coverage = Coverage.Of(ordered),
            Calls = ordered.Sum(segment => segment.Calls),
            SentSamples = ordered.Sum(segment => segment.SentSamples),
            ResentSamples = ordered.Sum(segment => segment.ResentSamples),
        };
    }
}
