using Longhand.Recordings;

namespace Longhand.Stitching.Formats;

/// <summary>Turns a transcript into captions: words and remarks in order of time, never two at once.</summary>
internal static class CaptionPlan
{
    public static IReadOnlyList<Caption> Of(Transcript transcript)
    {
        var drafts = new List<CaptionDraft>();
        foreach (var draft in Drafts(transcript))
            Add(drafts, draft);
        return
        [
            .. drafts.Select((draft, index) =>
                Time(draft, index + 1 < drafts.Count ? drafts[index + 1].Start : null)),
        ];
    }

    private static IEnumerable<CaptionDraft> Drafts(Transcript transcript)
    {
        var words = transcript.Utterances.SelectMany(utterance =>
            CaptionSplitter.Split(utterance.Range, utterance.Text, isRemark: false));
        var remarks = Remarks.Stretches(transcript).SelectMany(remark =>
            CaptionSplitter.Split(Readable(remark.Range, remark.Text), remark.Text, isRemark: true));
        // A subtitle file has no other place where it could say that it is not whole.
        var end = new SampleRange(transcript.Coverage.Total, transcript.Coverage.Total);
        var general = Remarks.General(transcript).Where(_ => transcript.IsPartial).Take(1).SelectMany(remark =>
            CaptionSplitter.Split(Readable(end with { End = long.MaxValue }, remark), remark, isRemark: true));
        return words.Concat(remarks).Concat(general).OrderBy(draft => draft.Start);
    }

    // A remark stays as long as it takes to read, not as long as what it tells of.
    private static SampleRange Readable(SampleRange range, string text)
    {
        var width = WidthOf(Words.Of(text));
        var reading = Math.Max(CaptionRules.LongestMilliseconds / 1000, width / CaptionRules.WidthPerSecond);
        return range with { End = Math.Min(range.End, range.Start + (reading * AudioClock.SampleRate)) };
    }

    private static void Add(List<CaptionDraft> drafts, CaptionDraft draft)
    {
        if (drafts is not [.., var last])
        {
            drafts.Add(draft);
            return;
        }
        var room = Math.Max(draft.Start - last.Start, 0);
        if (room >= CaptionRules.ShortestMilliseconds)
            drafts.Add(draft);
        else if (Together(last, draft) is { } together)
            drafts[^1] = together;
        else
            drafts.Add(Later(last, draft));
    }

    // What would flash by goes on screen with its neighbour.
    private static CaptionDraft? Together(CaptionDraft last, CaptionDraft draft)
    {
        var end = Math.Max(last.End, draft.End);
        if (last.IsRemark || draft.IsRemark || end - last.Start > CaptionRules.LongestMilliseconds)
            return null;
        var following = draft.Words[0] with { Spaced = Scripts.AreSpaced(last.Words[^1].Text, draft.Words[0].Text) };
        Word[] words = [.. last.Words, following, .. draft.Words.Skip(1)];
        return CaptionLines.Of(words) is null ? null : new CaptionDraft(last.Start, end, words, IsRemark: false);
    }

    // Or its neighbour waits, as long as that leaves the neighbour enough to be read; else the two share what there is.
    private static CaptionDraft Later(CaptionDraft last, CaptionDraft draft)
    {
        var shared = Math.Max(draft.End - last.Start, 2) / 2;
        var wait = Math.Min(CaptionRules.ShortestMilliseconds, shared);
        var start = Math.Max(draft.Start, last.Start + wait);
        return draft with { Start = start, End = Math.Max(draft.End, start) };
    }

    private static Caption Time(CaptionDraft draft, long? next)
    {
        var reading = WidthOf(draft.Words) * 1000L / CaptionRules.WidthPerSecond;
        var wanted = Math.Max(draft.End, draft.Start + Math.Max(reading, CaptionRules.ShortestMilliseconds));
        var end = Math.Min(wanted, draft.Start + CaptionRules.LongestMilliseconds);
        return new Caption(draft.Start, Math.Min(end, next ?? end), CaptionLines.Of(draft.Words)!);
    }

    private static int WidthOf(IReadOnlyList<Word> words) => new LineMeasure(words).Width(0, words.Count);
}
