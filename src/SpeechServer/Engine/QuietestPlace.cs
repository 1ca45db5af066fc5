using Longhand.SherpaOnnx;

namespace Longhand.SpeechServer.Engine;

/// <summary>Where a cut hurts least when there is no pause.</summary>
internal static class QuietestPlace
{
    private const int Frame = MoonshineRecognizer.SampleRate / 100;
    private const int FramesInView = 10;

    /// <summary>The middle of the 100 ms with the least energy, as an index into the samples.</summary>
    public static int In(ReadOnlySpan<float> samples)
    {
        var frames = samples.Length / Frame;
        if (frames <= FramesInView)
            return samples.Length / 2;

        Span<double> energies = new double[frames];
        for (var index = 0; index < frames; index++)
            energies[index] = EnergyOf(samples.Slice(index * Frame, Frame));

        var quietest = 0;
        var least = double.MaxValue;
        for (var first = 0; first + FramesInView <= frames; first++)
        {
            var energy = 0.0;
            foreach (var frame in energies.Slice(first, FramesInView))
                energy += frame;
            if (energy >= least)
                continue;
            least = energy;
            quietest = first;
        }

        return (quietest + (FramesInView / 2)) * Frame;
    }

    private static double EnergyOf(ReadOnlySpan<float> frame)
    {
        var energy = 0.0;
        foreach (var sample in frame)
            energy += (double)sample * sample;
        return energy;
    }
}
