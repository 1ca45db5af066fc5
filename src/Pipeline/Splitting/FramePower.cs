namespace Longhand.Splitting;

/// <summary>The power of one frame, in whole numbers so that every machine and every block size finds the same cuts.</summary>
/// <param name="Ac">Frame length squared × variance: what is heard, without a constant offset.</param>
/// <param name="HighBand">Sum of squared differences of neighbouring samples: consonants and hiss, no rumble.</param>
/// <param name="MiddleBand">Sum of squared differences over half a millisecond: vowels around 1 kHz, no rumble.</param>
internal readonly record struct FramePower(long Ac, long HighBand, long MiddleBand);
