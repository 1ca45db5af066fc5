using Longhand.Recordings;

namespace Longhand.Cli;

/// <summary>How a recording is split, as <c>longhand split --json</c> prints it; positions in samples at 16 kHz.</summary>
/// <param name="Samples">Length of the decoded recording; the segments tile it from 0.</param>
/// <param name="Complete">Whether the file was decoded to the end that it declares, without damage.</param>
/// <param name="Notes">What the reader of the transcript would be told of the audio.</param>
/// <param name="Segments">In order.</param>
internal sealed record SplitPlan(
    long Samples, bool Complete, IReadOnlyList<string> Notes, IReadOnlyList<SplitPlanSegment> Segments)
{
    public static SplitPlan From(DecodedAudio decoded, IEnumerable<CutSegment> cuts) => new(
        decoded.Samples, decoded.Complete, decoded.Notes, [.. cuts.Select(SplitPlanSegment.From)]);
}
