namespace Longhand.Media;

/// <summary>Tells how two channels stand to each other: in opposite phase everywhere, nowhere, or in places.</summary>
internal sealed class StereoImage
{
    /// <summary>Hz at which it listens: a voice's power lies far below half of it.</summary>
    public const int SampleRate = 8000;

    private const int WindowPairs = SampleRate / 4;

    /// <summary>Fewer windows with sound than these are too few to judge by: one second.</summary>
    private const int FewestTelling = 4;

    /// <summary>A click or a beep is no voice: so many windows it takes for phase to change in places.</summary>
    private const int FewestInPlaces = 3;

    /// <summary>A share of windows this small is chance.</summary>
    private const double Chance = 0.02;

    private int _telling;
    private int _opposite;

    /// <summary>Whether there was enough sound to judge by.</summary>
    public bool Tells => _telling >= FewestTelling;

    public ChannelMix Mix
    {
        get
        {
            var fewest = Math.Max(FewestInPlaces, Chance * _telling);
            return !Tells || _opposite < fewest ? ChannelMix.Sum
                : _telling - _opposite < fewest ? ChannelMix.Difference
                : ChannelMix.Uneven;
        }
    }

    /// <summary>Takes what was heard at one place or several.</summary>
    public void Add(ReadOnlySpan<short> interleaved)
    {
        for (; interleaved.Length >= 2 * WindowPairs; interleaved = interleaved[(2 * WindowPairs)..])
        {
            var energy = default(StereoEnergy).Add(interleaved[..(2 * WindowPairs)]);
            if (!energy.Tells)
                continue;
            _telling++;
            if (energy.Opposite)
                _opposite++;
        }
    }
}
