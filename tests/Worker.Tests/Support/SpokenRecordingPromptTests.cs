using Longhand.Support;

namespace Longhand.Tests.Support;

public sealed class SpokenRecordingPromptTests
{
    [Fact]
    public void The_sound_of_a_prompt_is_found_to_the_frame()
    {
        var samples = new short[16_000];
        for (var i = 4_000; i < 12_000; i++)
            samples[i] = (short)(8_000 * Math.Sin(i * 0.2));
        samples[1_000] = 20_000;

        var prompt = SpokenRecordingPrompt.Of("tone", "a tone", samples);

        prompt.FirstVoicedSample.ShouldBeInRange(3_920, 4_080);
        prompt.LastVoicedSample.ShouldBeInRange(11_920, 12_080);
    }
}
