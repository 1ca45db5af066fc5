using Longhand.Recordings;

namespace Longhand.Stitching.Formats;

/// <summary>The transcript as its JSON form spells it; times are seconds.</summary>
internal sealed record JsonTranscript
{
    private const int Milliseconds = 3;

    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Status { get; init; }

    public required bool Partial { get; init; }

    public string? Error { get; init; }

    public string? Media { get; init; }

    public required IReadOnlyList<string> Models { get; init; }

    public required IReadOnlyList<string> Notes { get; init; }

    public decimal? DeclaredSeconds { get; init; }

    public decimal? DecodedSeconds { get; init; }

    public required CoverageSeconds Coverage { get; init; }

    public required Spent Cost { get; init; }

    public required IReadOnlyList<Words> Utterances { get; init; }

    public required IReadOnlyList<Loss> Gaps { get; init; }

    public required IReadOnlyList<Stretch> Silences { get; init; }

    public required IReadOnlyList<Stretch> Pending { get; init; }

    public static JsonTranscript From(Transcript transcript) => new()
    {
        Id = transcript.Id.ToString(),
        Name = transcript.Name,
        Status = transcript.Status.ToText(),
        Partial = transcript.IsPartial,
        Error = transcript.Error,
        Media = transcript.Media,
        Models = transcript.Models,
        Notes = transcript.Notes,
        DeclaredSeconds = transcript.DeclaredSamples is { } declared ? Exact(declared) : null,
        DecodedSeconds = transcript.DecodedSamples is { } decoded ? Exact(decoded) : null,
        Coverage = new CoverageSeconds(
            Exact(transcript.Coverage.Total),
            Exact(transcript.Coverage.Transcribed),
            Exact(transcript.Coverage.Silent),
            Exact(transcript.Coverage.Gap),
            Exact(transcript.Coverage.Pending)),
        Cost = new Spent(
            transcript.Calls,
            Exact(transcript.SentSamples),
            Exact(transcript.ResentSamples),
            transcript.Price?.Of(transcript.SentSamples),
            transcript.Price?.Currency),
        Utterances =
        [
            .. transcript.Utterances.Select(utterance => new Words(
                Round(utterance.Range.Start),
                Round(utterance.Range.End),
                utterance.Text,
                SnakeCase.Of(utterance.Timing))),
        ],
        Gaps = [.. transcript.Gaps.Select(gap => new Loss(Round(gap.Range.Start), Round(gap.Range.End), gap.Reason))],
        Silences = [.. transcript.Silences.Select(Of)],
        Pending = [.. transcript.Pending.Select(Of)],
    };

    private static Stretch Of(SampleRange range) => new(Round(range.Start), Round(range.End));

    private static decimal Round(long samples) =>
        Math.Round(Exact(samples), Milliseconds, MidpointRounding.AwayFromZero);

    // Lengths are not rounded, so that the parts of the coverage add up to its total and to the decoded length.
    private static decimal Exact(long samples) => samples / (decimal)AudioClock.SampleRate;

    internal sealed record CoverageSeconds(
        decimal TotalSeconds,
        decimal TranscribedSeconds,
        decimal SilentSeconds,
        decimal GapSeconds,
        decimal PendingSeconds);

    internal sealed record Spent(
        int Calls, decimal SentSeconds, decimal ResentSeconds, decimal? Estimate, string? Currency);

    internal sealed record Words(decimal Start, decimal End, string Text, string Timing);

    internal sealed record Loss(decimal Start, decimal End, string Reason);

    internal sealed record Stretch(decimal Start, decimal End);
}
