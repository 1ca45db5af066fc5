using Longhand.Recordings;
using Longhand.Stitching;

namespace Longhand.Tests.Stitching;

/// <summary>Small segments and answers in seconds, as a test wants to read them.</summary>
internal static class Speech
{
    public static long At(double seconds) => AudioClock.ToSamples(seconds);

    public static SampleRange Range(double start, double end) => new(At(start), At(end));

    public static CutSegment Cut(double start, double end, double overlap = 0, params (double Start, double End)[] voiced) =>
        new(Range(start, end), false, overlap > 0, (int)At(overlap), 30, [.. voiced.Select(v => Range(v.Start, v.End))]);

    public static SpeechAnswer Text(string text) => new(text, null, null, null, null);

    public static SpeechAnswer Timed(params (double Start, double End, string Text)[] parts) => new(
        string.Join(' ', parts.Select(part => part.Text)),
        [.. parts.Select(part => new AnsweredUtterance(part.Start, part.End, part.Text))],
        null,
        null,
        null);

    public static IReadOnlyList<string> WordsOf(IEnumerable<TimedUtterance> utterances) =>
        [.. utterances.SelectMany(utterance => Words.Of(utterance.Text)).Select(word => word.Normal).Where(word => word != "")];

    public static IReadOnlyList<string> WordsOf(string text) =>
        [.. Words.Of(text).Select(word => word.Normal).Where(word => word != "")];

    public static void ShouldFollowEachOther(IReadOnlyList<TimedUtterance> utterances, SampleRange within)
    {
        var last = within.Start;
        foreach (var utterance in utterances)
        {
            utterance.Range.Start.ShouldBeGreaterThanOrEqualTo(last);
            utterance.Range.End.ShouldBeGreaterThanOrEqualTo(utterance.Range.Start);
            utterance.Range.End.ShouldBeLessThanOrEqualTo(within.End);
            last = utterance.Range.End;
        }
    }
}
