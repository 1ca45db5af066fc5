using System.Text.Json.Serialization;
using Longhand.Recordings;

namespace Longhand.Cli;

/// <summary>How a recording is split, as <c>longhand split --json</c> prints it; positions in samples at 16 kHz.</summary>
/// <param name="Samples">Length of the decoded recording; the segments tile it from 0.</param>
/// <param name="Complete">Whether the file was decoded to the end that it declares, without damage.</param>
/// <param name="Notes">What the reader of the transcript would be told of the audio.</param>
/// <param name="Segments">In order.</param>
/// <param name="Calls">Segments that would be sent, each with one call.</param>
/// <param name="SentSeconds">Audio that would be sent with them, overlaps included.</param>
/// <param name="Estimate">What that costs at the profile's price; null without a price.</param>
/// <param name="Currency">What the estimate is in.</param>
internal sealed record SplitPlan(
    long Samples,
    bool Complete,
    IReadOnlyList<string> Notes,
    IReadOnlyList<SplitPlanSegment> Segments,
    int Calls,
    [property: JsonPropertyName("sent_seconds")] double SentSeconds,
    decimal? Estimate,
    string? Currency)
{
    public static SplitPlan From(DecodedAudio decoded, IReadOnlyList<CutSegment> cuts, SpeechPrice? price)
    {
        var sent = cuts.Where(cut => !cut.Silent).Sum(cut => cut.Sent.Length);
        return new(
            decoded.Samples,
            decoded.Complete,
            decoded.Notes,
            [.. cuts.Select(SplitPlanSegment.From)],
            cuts.Count(cut => !cut.Silent),
            AudioClock.ToSeconds(sent),
            price?.Of(sent),
            price?.Currency);
    }
}
