using Longhand.Recordings;
using Longhand.Storage;

namespace Longhand.Dashboard;

/// <summary>A recording with the part of its transcript that is looked at.</summary>
public sealed record RecordingView(
    RecordingSummary Recording,
    SampleRange Part,
    IReadOnlyList<CoverageStretch> Coverage,
    IReadOnlyList<TranscriptBlock> Transcript)
{
    internal static async Task<RecordingView?> ReadAsync(
        RecordingId id, double from, RecordingReads reads, TranscriptBlocks blocks, CancellationToken cancellationToken)
    {
        // The recording first: if it is final already, then so is everything read after it.
        if (await reads.FindAsync(id, cancellationToken) is not { } recording)
            return null;
        var part = TranscriptPart.At(from, recording.TotalSamples);
        return new RecordingView(
            recording,
            part,
            await blocks.DrawCoverageAsync(id, recording.TotalSamples, cancellationToken),
            await blocks.ReadAsync(id, part, cancellationToken));
    }

    internal Region Facts => new(
        "facts",
        [
            ViewFragment("state", typeof(RecordingState)),
            ViewFragment("actions", typeof(RecordingActions)),
            ViewFragment("details", typeof(RecordingDetails)),
        ]);

    internal Region Parts => new("parts", [ViewFragment("part-list", typeof(PartList))]);

    internal Region Words => new("transcript", Transcript.Count > 0
        ? [.. Transcript.Select(block => new Fragment(
            $"s-{block.Range.Start}",
            typeof(TranscriptPassage),
            new Dictionary<string, object>(StringComparer.Ordinal) { [nameof(TranscriptPassage.Block)] = block }))]
        : [ViewFragment("no-words", typeof(NoWords))]);

    internal LiveView ToLive() => new([Facts, Parts, Words], Recording.Status.IsFinal());

    internal string EventsAddress => DashboardAddress.Query(
        $"/dashboard/events/{Recording.Id}", ("from", $"{AudioClock.ToTime(Part.Start).TotalSeconds:0}"));

    private Fragment ViewFragment(string key, Type component) =>
        new(key, component, new Dictionary<string, object>(StringComparer.Ordinal) { ["View"] = this });
}
