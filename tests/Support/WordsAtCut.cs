namespace Longhand.Support;

/// <summary>What became of the words around one cut.</summary>
/// <param name="Words">Words that were said there and that an ear without the cut heard right.</param>
/// <param name="Lost">Of those: nothing stands in their place.</param>
/// <param name="Misheard">Of those: another word stands in their place.</param>
/// <param name="Doubled">Words that stand there once more than they were said.</param>
public sealed record WordsAtCut(int Words, IReadOnlyList<string> Lost, IReadOnlyList<string> Misheard, IReadOnlyList<string> Doubled)
{
    // As far as a word may stray from its place in an alignment.
    private const int Neighbourhood = 5;

    /// <param name="truth">What is said in the whole recording.</param>
    /// <param name="transcript">What was understood of the whole recording.</param>
    /// <param name="from">Where the words to look at begin.</param>
    /// <param name="to">Where they end.</param>
    /// <param name="uncut">A stretch of the recording around them, heard in one piece.</param>
    public static WordsAtCut Of(SpeechTruth truth, string transcript, TimeSpan from, TimeSpan to, HeardStretch uncut)
    {
        var said = TimedWords(truth);
        var whole = Hearing.Of([.. said.Select(word => word.Word)], transcript);
        var first = said.FindIndex(word => word.At >= uncut.From);
        var within = said.Skip(first).TakeWhile(word => word.At <= uncut.To).Select(word => word.Word).ToList();
        var reference = Hearing.Of(within, uncut.Text);

        var looked = Enumerable.Range(0, within.Count)
            .Where(index => said[first + index].At >= from && said[first + index].At <= to).ToList();
        var heard = looked.Where(index => reference.Right.Contains(index)).Select(index => first + index).ToList();
        var missing = heard.Where(index => !whole.Right.Contains(index)).ToList();
        var added = looked.Count == 0 ? [] : whole.Added
            .Where(word => word.Behind >= first + looked[0] - 1 && word.Behind <= first + looked[^1])
            .Where(word => !reference.Added.Any(other => other.Word == word.Word))
            .Where(word => said.Skip(word.Behind - Neighbourhood).Take((2 * Neighbourhood) + 1).Any(near => near.Word == word.Word));
        return new(
            heard.Count,
            [.. missing.Where(index => !whole.Replaced.Contains(index)).Select(index => said[index].Word)],
            [.. missing.Where(whole.Replaced.Contains).Select(index => said[index].Word)],
            [.. added.Select(word => word.Word)]);
    }

    // In proportion to its letters: a prompt is a sentence, said at one rate.
    private static List<(string Word, TimeSpan At)> TimedWords(SpeechTruth truth)
    {
        var timed = new List<(string, TimeSpan)>();
        foreach (var utterance in truth.Utterances)
        {
            var words = WordErrorRateWords.Of(utterance.Text);
            var letters = words.Sum(word => word.Length + 1.0);
            var done = 0;
            foreach (var word in words)
            {
                timed.Add((word, utterance.Start + ((utterance.End - utterance.Start) * ((done + (word.Length / 2.0)) / letters))));
                done += word.Length + 1;
            }
        }

        return timed;
    }

    private sealed record Hearing(HashSet<int> Right, HashSet<int> Replaced, IReadOnlyList<(int Behind, string Word)> Added)
    {
        public static Hearing Of(IReadOnlyList<string> said, string text)
        {
            var heard = WordErrorRateWords.Of(text);
            var hearing = (Right: new HashSet<int>(), Replaced: new HashSet<int>(), Added: new List<(int, string)>());
            var at = -1;
            foreach (var step in WordErrorRateAlignment.Of(said, heard))
            {
                at = step.Reference ?? at;
                if (step is { Reference: { } place, Hypothesis: not null })
                    (step.Equal ? hearing.Right : hearing.Replaced).Add(place);
                if (step is { Equal: false, Hypothesis: { } word })
                    hearing.Added.Add((at, heard[word]));
            }

            return new(hearing.Right, hearing.Replaced, hearing.Added);
        }
    }
}
