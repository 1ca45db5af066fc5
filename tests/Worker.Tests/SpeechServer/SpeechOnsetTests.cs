using Longhand.SherpaOnnx;
using Longhand.SpeechServer.Engine;

namespace Longhand.Tests.SpeechServer;

public sealed class SpeechOnsetTests
{
    private const int Rate = MoonshineRecognizer.SampleRate;

    [Theory]
    // Sound from 1.0 to 1.3 s, a stop of 40 ms, then the phrase that was detected.
    [InlineData(1.0, 1.30, 1.0)]
    // The stop is too long for the sound to belong to the phrase.
    [InlineData(1.0, 1.20, 1.34)]
    // Nothing leads into it.
    [InlineData(1.34, 1.34, 1.34)]
    public void A_phrase_begins_with_the_sound_that_leads_into_it(double from, double to, double expected)
    {
        var samples = new float[4 * Rate];
        Sound(samples, 1.34, 3);
        Sound(samples, from, to);

        var onset = SpeechOnset.Find(
            new VoicedRange((long)(1.34 * Rate), 3 * Rate), earliest: 0, samples, SpeechOnset.NoiseDecibels(samples));

        (onset / (double)Rate).ShouldBe(expected, 0.02);
    }

    [Fact]
    public void A_phrase_never_reaches_into_the_one_before_it()
    {
        var samples = new float[4 * Rate];
        Sound(samples, 1, 3);

        SpeechOnset.Find(new VoicedRange(2 * Rate, 3 * Rate), earliest: (2 * Rate) - 800, samples, SpeechOnset.NoiseDecibels(samples))
            .ShouldBeGreaterThanOrEqualTo((2 * Rate) - 800);
    }

    private static void Sound(float[] samples, double from, double to)
    {
        for (var sample = (int)(from * Rate); sample < (int)(to * Rate); sample++)
            samples[sample] = 0.3f * MathF.Sin(sample * 0.2f);
    }
}
