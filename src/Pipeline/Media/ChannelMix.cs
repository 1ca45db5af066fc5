namespace Longhand.Media;

/// <summary>How a recording's channels become one.</summary>
public enum ChannelMix
{
    /// <summary>Summed, as players do.</summary>
    Sum,

    /// <summary>Left less right: the channels are in opposite phase, and their sum would be silence.</summary>
    Difference,

    /// <summary>Left and half of right: in opposite phase in places, so neither sum nor difference holds all.</summary>
    Uneven,
}
