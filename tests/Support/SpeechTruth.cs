namespace Longhand.Support;

/// <summary>What is said in a recording, and when.</summary>
/// <param name="Samples">The recording's length at 16 kHz.</param>
/// <param name="Utterances">In the order of their times.</param>
public sealed record SpeechTruth(long Samples, IReadOnlyList<SpeechTruthUtterance> Utterances)
{
    // A prompt's first words: enough that one misheard word doesn't lose it, few enough that they lie in one utterance.
    private const int FirstWords = 3;

    public TimeSpan Duration => TimeSpan.FromSeconds(Samples / (double)SpokenRecording.SampleRate);

    /// <summary>All that is said, in one text.</summary>
    public string Text => string.Join(' ', Utterances.Select(utterance => utterance.Text));

    public WordErrorRate Score(string transcript) => WordErrorRate.Of(Text, transcript);

    /// <summary>For each prompt, where the transcript's utterance that holds its first words starts.</summary>
    /// <param name="transcript">The transcript's utterances in order: where each starts, and its text.</param>
    public IReadOnlyList<SpeechTruthStart> ScoreStarts(IEnumerable<(TimeSpan Start, string Text)> transcript)
    {
        var heard = transcript.Select(utterance => (utterance.Start, Words: WordErrorRateWords.Of(utterance.Text))).ToList();
        var heardWords = heard.SelectMany((utterance, index) => utterance.Words.Select((word, place) => (word, index, place))).ToList();
        var saidWords = Utterances.SelectMany((utterance, index) => WordErrorRateWords.Of(utterance.Text).Select((word, place) => (word, index, place))).ToList();
        var steps = WordErrorRateAlignment.Of([.. saidWords.Select(said => said.word)], [.. heardWords.Select(word => word.word)]);

        var starts = new SpeechTruthStart?[Utterances.Count];
        foreach (var step in steps.Where(step => step.Equal))
        {
            var said = saidWords[step.Reference!.Value];
            var found = heardWords[step.Hypothesis!.Value];
            // Misheard words before it count: "press" in "depress 1" opens the utterance as much as it opens the prompt.
            if (said.place < FirstWords)
                starts[said.index] ??= new(Utterances[said.index], heard[found.index].Start, Opens: found.place <= said.place);
        }

        return [.. starts.Select((start, index) => start ?? new(Utterances[index], null, Opens: false))];
    }
}
