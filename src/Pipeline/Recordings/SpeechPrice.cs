namespace Longhand.Recordings;

/// <summary>What the speech API asks for audio.</summary>
public sealed record SpeechPrice(decimal PerHour, string Currency)
{
    private const int Decimals = 6;

    private const decimal SamplesPerHour = 3_600m * AudioClock.SampleRate;

    /// <summary>The price of so much audio, if all of it is billed.</summary>
    public decimal Of(long samples) => Math.Round(PerHour * samples / SamplesPerHour, Decimals);
}
