using Longhand.Recordings;

namespace Longhand.Stitching.Formats;

/// <summary>What a transcript says beside its words: what is missing, where, and why.</summary>
internal static class Remarks
{
    /// <summary>Stretches without words that a reader would take for nothing said; long silences on request.</summary>
    public static IEnumerable<TimedRemark> Stretches(Transcript transcript, TimeSpan? shortestSilence = null)
    {
        var lost = transcript.Gaps.Select(gap => Of(gap.Range, $" missing: {PlainText.Of(gap.Reason)}"));
        var pending = transcript.Pending.Select(range => Of(range, " not yet transcribed"));
        var silences = transcript.Silences
            .Where(range => range.Duration >= shortestSilence)
            .Select(range => Of(range, " silence"));
        return lost.Concat(pending).Concat(silences).OrderBy(remark => remark.Range.Start);
    }

    /// <summary>What holds for the transcript as a whole.</summary>
    public static IEnumerable<string> General(Transcript transcript)
    {
        if (transcript.IsPartial)
            yield return $"[partial transcript: {Standing(transcript)}]";
        foreach (var note in transcript.Notes)
            yield return $"[note: {PlainText.Of(note)}]";
    }

    private static string Standing(Transcript transcript)
    {
        var status = transcript.Status.ToText().Replace('_', ' ');
        var length = (transcript.DecodedSamples ?? transcript.DeclaredSamples) is { } samples
            ? $" of {ClockText.Long(samples)}"
            : "";
        var error = string.IsNullOrWhiteSpace(transcript.Error) ? "" : $", {PlainText.Of(transcript.Error)}";
        return $"{status}, {ClockText.Long(transcript.Coverage.Settled)}{length} done{error}";
    }

    private static TimedRemark Of(SampleRange range, string text) => new(range, $"[{ClockText.Short(range)}{text}]");
}
