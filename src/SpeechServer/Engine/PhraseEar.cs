using Longhand.SherpaOnnx;

namespace Longhand.SpeechServer.Engine;

/// <summary>Hears one phrase, and hears it again where the model went wrong: framed otherwise, it seldom does so twice.</summary>
internal sealed class PhraseEar(Func<ReadOnlyMemory<float>, string> recognize)
{
    // Halves of less are words torn out of their context.
    private const int ShortestToHalve = 3 * MoonshineRecognizer.SampleRate;

    private const int MoreQuiet = MoonshineRecognizer.SampleRate / 10;

    /// <summary>What is said; what was heard first where nothing that is heard is credible.</summary>
    public string Hear(ReadOnlyMemory<float> samples)
    {
        var length = TimeSpan.FromSeconds((double)samples.Length / MoonshineRecognizer.SampleRate);
        var first = recognize(samples);
        // A stretch without words is music or a cough more often than speech that was not heard.
        return first.Length == 0 || Credibility.Of(first, length)
            ? first
            : Again(samples).FirstOrDefault(text => Credibility.Of(text, length)) ?? first;
    }

    private IEnumerable<string> Again(ReadOnlyMemory<float> samples)
    {
        yield return recognize(new float[MoreQuiet].Concat(samples.ToArray()).ToArray());
        if (samples.Length < ShortestToHalve)
            yield break;
        var third = samples.Length / 3;
        var middle = third + QuietestPlace.In(samples.Span[third..^third]);
        string[] halves = [recognize(samples[..middle]), recognize(samples[middle..])];
        yield return string.Join(' ', halves.Where(text => text.Length > 0));
    }
}
