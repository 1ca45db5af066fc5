using Longhand.SpeechServer.Engine;

namespace Longhand.Tests.SpeechServer;

public sealed class QuietestPlaceTests
{
    [Fact]
    public void The_middle_of_the_quietest_stretch_is_found()
    {
        var samples = Enumerable.Repeat(1f, 16_000).ToArray();
        samples.AsSpan(8_000, 1_600).Clear();

        QuietestPlace.In(samples).ShouldBe(8_800);
    }

    [Fact]
    public void What_is_too_short_to_choose_in_is_halved() => QuietestPlace.In(new float[800]).ShouldBe(400);
}
