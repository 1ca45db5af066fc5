using System.Text;
using Longhand.Recordings;

namespace Longhand.Stitching.Formats;

/// <summary>Paragraphs with the time each one starts at, for people.</summary>
internal sealed class TxtFormat : TranscriptFormat
{
    private const int LongParagraph = 600;

    private static readonly TimeSpan _longSilence = TimeSpan.FromSeconds(30);

    private static readonly long _longPause = AudioClock.ToSamples(TimeSpan.FromSeconds(2));

    public override string Name => "txt";

    public override string ContentType => "text/plain; charset=utf-8";

    public override Task WriteAsync(Transcript transcript, Stream stream, CancellationToken cancellationToken) =>
        WriteLinesAsync(Separate(Blocks(transcript)), "\n", stream, cancellationToken);

    private static IEnumerable<string> Separate(IEnumerable<string> blocks) =>
        blocks.SelectMany((block, index) => index == 0 ? [block] : new[] { "", block });

    private static IEnumerable<string> Blocks(Transcript transcript)
    {
        foreach (var remark in Remarks.General(transcript))
            yield return remark;
        var remarks = new Queue<TimedRemark>(Remarks.Stretches(transcript, _longSilence));
        var paragraph = new StringBuilder();
        TimedUtterance? last = null;
        foreach (var utterance in transcript.Utterances)
        {
            var interrupted = remarks.TryPeek(out var remark) && remark.Range.Start <= utterance.Range.Start;
            if (last is not null && (interrupted || Breaks(paragraph, last, utterance)))
            {
                yield return paragraph.ToString();
                paragraph.Clear();
            }
            while (remarks.TryPeek(out remark) && remark.Range.Start <= utterance.Range.Start)
                yield return remarks.Dequeue().Text;
            Append(paragraph, last, utterance);
            last = utterance;
        }
        if (paragraph.Length > 0)
            yield return paragraph.ToString();
        foreach (var remark in remarks)
            yield return remark.Text;
    }

    private static void Append(StringBuilder paragraph, TimedUtterance? last, TimedUtterance utterance)
    {
        if (paragraph.Length == 0)
            paragraph.Append($"[{ClockText.Long(utterance.Range.Start)}] ");
        else if (Scripts.AreSpaced(last!.Text, utterance.Text))
            paragraph.Append(' ');
        paragraph.Append(utterance.Text);
    }

    // A sentence is not torn for a paragraph's sake, unless it never ends.
    private static bool Breaks(StringBuilder paragraph, TimedUtterance last, TimedUtterance next) =>
        next.Range.Start - last.Range.End >= _longPause
        || (paragraph.Length >= LongParagraph && Sentences.EndsIn(last.Text))
        || paragraph.Length >= LongParagraph * 2;
}
