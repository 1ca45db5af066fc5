using Longhand.Recordings;

namespace Longhand.Stitching;

/// <summary>Lays sentences without times over a segment's voiced stretches, in proportion to their length.</summary>
internal static class EstimatedTimes
{
    // The promise is that captions land within a second or two: no border is moved farther than that to meet a pause.
    private static readonly long _farthestPause = AudioClock.ToSamples(TimeSpan.FromSeconds(2));

    // A piece of speech longer than this is divided at its pauses, since the error of a proportion grows with its
    // length.
    private static readonly long _longPiece = AudioClock.ToSamples(TimeSpan.FromSeconds(10));

    // A shorter silence is part of speaking.
    private static readonly long _breath = AudioClock.ToSamples(TimeSpan.FromSeconds(0.5));

    public static IReadOnlyList<TimedUtterance> Of(CutSegment cut, IReadOnlyList<string> sentences)
    {
        var timeline = new VoicedTimeline(cut);
        var pauses = timeline.Pauses().ToArray();
        var words = sentences.Select(Words.Of).ToArray();
        var left = words.Sum(Weight);
        var utterances = new List<TimedUtterance>(sentences.Count);
        var position = 0L;
        for (var i = 0; i < words.Length; i++)
        {
            var weight = Weight(words[i]);
            var end = i == words.Length - 1 ? timeline.Length : Border(timeline.Length, pauses, position, weight, left);
            utterances.AddRange(Divide(timeline, pauses, words[i], position, end));
            left -= weight;
            position = end;
        }
        return utterances;
    }

    // What is left of the text goes to what is left of the speech, so a border that met a pause sets the rest right
    // too.
    private static long Border(long length, (long Position, long Pause)[] pauses, long position, long weight, long left)
    {
        var border = position + ((length - position) * weight / left);
        var reach = Math.Min(_farthestPause, Math.Min(border - position, length - border) / 2);
        return pauses
            .Where(pause => Math.Abs(pause.Position - border) <= reach)
            .OrderBy(pause => Math.Abs(pause.Position - border) - pause.Pause)
            .Select(pause => pause.Position)
            .FirstOrDefault(border);
    }

    private static IEnumerable<TimedUtterance> Divide(
        VoicedTimeline timeline, (long Position, long Pause)[] pauses, IReadOnlyList<Word> words, long start, long end)
    {
        var total = Weight(words);
        var from = (Word: 0, Position: start);
        var (before, border, spoken) = (start, start, 0L);
        for (var next = 1; end - start > _longPiece && next < words.Count; next++)
        {
            spoken += words[next - 1].Weight;
            (before, border) = (border, start + ((end - start) * spoken / total));
            var behind = start + ((end - start) * (spoken + words[next].Weight) / total);
            // A pause belongs to the border between two words that lies nearest to it.
            var pause = pauses.FirstOrDefault(pause => pause.Pause >= _breath
                && pause.Position > (before + border) / 2 && pause.Position <= (border + behind) / 2);
            if (pause.Pause == 0)
                continue;
            yield return Utterance(timeline, words.Take(from.Word..next), from.Position, pause.Position);
            from = (next, pause.Position);
        }
        yield return Utterance(timeline, words.Skip(from.Word), from.Position, end);
    }

    private static TimedUtterance Utterance(VoicedTimeline timeline, IEnumerable<Word> words, long start, long end) =>
        new(timeline.Place(start, end), Words.Join(words), UtteranceTiming.Estimated);

    private static long Weight(IReadOnlyList<Word> words) => words.Sum(word => (long)word.Weight);
}
