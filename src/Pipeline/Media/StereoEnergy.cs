namespace Longhand.Media;

/// <summary>Energies of a stereo piece.</summary>
/// <param name="Channels">Of left and of right, added.</param>
/// <param name="Sum">Of left + right.</param>
/// <param name="Samples">Pairs of samples.</param>
internal readonly record struct StereoEnergy(double Channels, double Sum, long Samples)
{
    /// <summary>Mean squares of −55 dBFS: below, noise decides.</summary>
    private const double LeastPower = 3400;

    /// <summary>Voices that are not in opposite phase keep at least half of their energy in the sum.</summary>
    /// <remarks>10 dB less is no accident.</remarks>
    private const double OppositeShare = 0.1;

    /// <summary>Whether there is enough sound to judge by.</summary>
    public bool Tells => Samples > 0 && Channels / Samples > LeastPower;

    public bool Opposite => Sum < OppositeShare * Channels;

    public StereoEnergy Add(ReadOnlySpan<short> interleaved)
    {
        double channels = Channels, sum = Sum;
        for (var i = 0; i + 1 < interleaved.Length; i += 2)
        {
            int left = interleaved[i], right = interleaved[i + 1];
            channels += ((long)left * left) + ((long)right * right);
            sum += (long)(left + right) * (left + right);
        }

        return new StereoEnergy(channels, sum, Samples + (interleaved.Length / 2));
    }
}
