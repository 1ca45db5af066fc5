using Longhand.Splitting;

namespace Longhand.Tests.Splitting;

public sealed class FramesTests
{
    [Fact]
    public void Measures_agree_with_plain_arithmetic_even_at_full_scale()
    {
        var random = new Random(1);
        for (var round = 0; round < 50; round++)
        {
            var loud = round % 2 == 0;
            var samples = Enumerable.Range(0, Frames.History + Frames.Length)
                .Select(_ => loud ? (random.Next(2) == 0 ? short.MinValue : short.MaxValue) : (short)random.Next(-3, 4)).ToArray();

            Frames.Measure(samples).ShouldBe(Plainly(samples));
        }
    }

    [Fact]
    public void A_constant_offset_has_no_power()
    {
        Frames.Measure(Enumerable.Repeat((short)-32768, Frames.History + Frames.Length).ToArray()).ShouldBe(new FramePower(0, 0, 0));
    }

    private static FramePower Plainly(short[] samples)
    {
        long sum = 0, squares = 0, high = 0, middle = 0;
        for (var i = Frames.History; i < samples.Length; i++)
        {
            sum += samples[i];
            squares += (long)samples[i] * samples[i];
            high += Squared(samples[i] - samples[i - 1]);
            middle += Squared(samples[i] - samples[i - Frames.History]);
        }

        return new FramePower((Frames.Length * squares) - (sum * sum), high, middle);
    }

    private static long Squared(long value) => value * value;
}
