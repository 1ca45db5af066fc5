using Longhand.SherpaOnnx;

namespace Longhand.SpeechServer.Engine;

/// <summary>
/// Hears one phrase, and hears it again where the model went wrong: framed otherwise, it seldom does so twice.
/// </summary>
internal sealed class PhraseEar(Func<ReadOnlyMemory<float>, string> recognize)
{
    // Halves of less are words torn out of their context.
    private const int ShortestToHalve = 3 * MoonshineRecognizer.SampleRate;

    private const int MoreQuiet = MoonshineRecognizer.SampleRate / 10;

    /// <summary>What is said; what was heard first where all that is heard is as little credible.</summary>
    public string Hear(ReadOnlyMemory<float> samples)
    {
        var length = TimeSpan.FromSeconds((double)samples.Length / MoonshineRecognizer.SampleRate);
        var first = recognize(samples);
        // A stretch without words is music or a cough more often than speech that was not heard.
        if (first.Length == 0 || Credibility.Of(first, length))
            return first;
        var again = recognize(new float[MoreQuiet].Concat(samples.ToArray()).ToArray());
        if (Credibility.Of(again, length) || samples.Length < ShortestToHalve)
            return Credibility.Of(again, length) ? again : first;
        var halves = HearHalves(samples);
        return Credibility.Of(halves, length) || !Credibility.IsSayable(first, length) ? halves : first;
    }

    private string HearHalves(ReadOnlyMemory<float> samples)
    {
        var third = samples.Length / 3;
        var middle = third + QuietestPlace.In(samples.Span[third..^third]);
        string[] halves = [Hear(samples[..middle]), Hear(samples[middle..])];
        return string.Join(' ', halves.Where(text => text.Length > 0));
    }
}
