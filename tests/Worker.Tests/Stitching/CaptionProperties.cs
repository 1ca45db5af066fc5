using FsCheck;
using FsCheck.Fluent;
using Longhand.Recordings;
using Longhand.Stitching;
using Longhand.Stitching.Formats;
using static Longhand.Tests.Stitching.Speech;
using static Longhand.Tests.Stitching.Transcripts;

namespace Longhand.Tests.Stitching;

public sealed class CaptionProperties
{
    private const string Reason =
        "zzone zztwo zzthree zzfour zzfive zzsix zzseven zzeight zznine zzten zzeleven zztwelve zzthirteen <zz1301>";

    private static readonly Gen<(int Pause, int Length, string Text)> _said =
        from pause in Gen.Frequency((3, Gen.Constant(0)), (2, Gen.Choose(0, 5_000)))
        from length in Gen.Frequency((1, Gen.Constant(0)), (2, Gen.Choose(0, 900)), (4, Gen.Choose(500, 40_000)))
        from text in Properties.SayingText.Resize(40)
        select (pause, length, PlainText.Of(text));

    private static readonly Gen<Transcript> _transcript =
        from said in _said.ListOf().Resize(12)
        from start in Gen.Choose(0, 500_000_000)
        from gap in Gen.Elements(true, false)
        select Lay(start, said, gap);

    [Fact]
    public void Captions_follow_each_other_and_obey_the_rules() => Hold(cues =>
    {
        var last = 0m;
        foreach (var cue in cues)
        {
            cue.Start.ShouldBeGreaterThanOrEqualTo(last);
            cue.End.ShouldBeGreaterThan(cue.Start);
            (cue.End - cue.Start).ShouldBeLessThanOrEqualTo(7);
            cue.Lines.Count.ShouldBeInRange(1, 2);
            cue.Lines.Max(Columns).ShouldBeLessThanOrEqualTo(42 * 16);
            last = cue.End;
        }
    });

    [Fact]
    public void A_caption_is_readable_where_nothing_follows_at_once() => Hold(cues =>
    {
        for (var i = 0; i < cues.Count; i++)
            if (i == cues.Count - 1 || cues[i + 1].Start > cues[i].End)
                (cues[i].End - cues[i].Start).ShouldBeGreaterThanOrEqualTo(0.8m);
    });

    [Fact]
    public void Every_word_is_shown_once_in_both_forms() => Properties.Hold(_transcript, transcript =>
    {
        var words = WordsOf(transcript.Utterances);
        var srt = Cue.ParseSrt(Written(TranscriptFormat.Srt, transcript));
        var vtt = Cue.ParseVtt(Written(TranscriptFormat.Vtt, transcript));

        Letters(srt.Where(cue => !IsRemark(cue)).Select(cue => cue.Text)).ShouldBe(Letters(words));
        Letters(vtt.Where(cue => !IsRemark(cue)).Select(cue => cue.Text)).ShouldBe(Letters(words));
        vtt.Select(cue => (cue.Start, cue.End)).ShouldBe(srt.Select(cue => (cue.Start, cue.End)));
    });

    private static void Hold(Action<IReadOnlyList<Cue>> property) => Properties.Hold(_transcript, transcript =>
    {
        property(Cue.ParseSrt(Written(TranscriptFormat.Srt, transcript)));
        property(Cue.ParseVtt(Written(TranscriptFormat.Vtt, transcript)));
    });

    private static Transcript Lay(int start, IEnumerable<(int Pause, int Length, string Text)> said, bool gap)
    {
        var at = (long)start;
        var utterances = new List<TimedUtterance>();
        foreach (var (pause, length, text) in said)
        {
            at += pause;
            utterances.Add(new TimedUtterance(new SampleRange(at * 16, (at + length) * 16), text, UtteranceTiming.Reported));
            at += length;
        }
        return Of() with
        {
            Utterances = utterances,
            Gaps = gap ? [new TranscriptGap(new SampleRange(start * 16L, (start + 500) * 16L), Reason)] : [],
        };
    }

    // Memory streams finish at once, so that a property may stay synchronous.
    private static string Written(TranscriptFormat format, Transcript transcript)
    {
        var writing = WriteAsync(format, transcript);
        writing.IsCompletedSuccessfully.ShouldBeTrue();
        return writing.GetAwaiter().GetResult();
    }

    private static bool IsRemark(Cue cue) => cue.Text.StartsWith('[') || cue.Text.Contains("zz");

    private static string Letters(IEnumerable<string> texts) => string.Concat(WordsOf(string.Join(' ', texts)));

    // In 16ths of a letter: 42 letters or 16 wide characters fill a line.
    private static int Columns(string line)
    {
        var columns = 0;
        var elements = System.Globalization.StringInfo.GetTextElementEnumerator(line);
        while (elements.MoveNext())
            columns += Scripts.IsWide(System.Text.Rune.GetRuneAt(line, elements.ElementIndex)) ? 42 : 16;
        return columns;
    }
}
