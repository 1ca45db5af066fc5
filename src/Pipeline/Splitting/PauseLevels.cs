using System.Runtime.CompilerServices;

namespace Longhand.Splitting;

/// <summary>How loud it is around a place where a cut may lie: mean power of the loudest 50 ms within each width.</summary>
/// <param name="Short">Within 200 ms.</param>
/// <param name="Medium">Within 400 ms.</param>
/// <param name="Wide">Within 800 ms.</param>
internal readonly record struct PauseLevels(double Short, double Medium, double Wide)
{
    /// <summary>A dip of 200 ms counts as a pause where it is this much deeper, in dB, than one of 400 ms must be.</summary>
    /// <remarks>Closures of plosives and gaps between words were measured to reach 33 dB.</remarks>
    private const double ShortDipDb = 28;

    /// <summary>A pause goes at 400 ms at least this share of the way from the speech down to the background.</summary>
    private const double LeastShare = 0.8;

    /// <summary>What each decibel that is missing to that share takes from the confidence.</summary>
    private const double MissingPenalty = 4;

    /// <summary>A valley twice as long may be this much less deep, in dB.</summary>
    private const double LengthBonusDb = 3.5;

    private static readonly double ShortWeight = WeightOf(20);
    private static readonly double MediumWeight = WeightOf(40);
    private static readonly double WideWeight = WeightOf(80);

    /// <summary>The factor on the power of a valley that makes it comparable with one of 30 ms.</summary>
    /// <param name="frames">Its length in frames of 10 ms.</param>
    public static double WeightOf(int frames) => Math.Pow(10, -LengthBonusDb * Math.Log2(frames / 3.0) / 10);

    /// <summary>The less the better a place to cut at, in dB.</summary>
    /// <remarks>Weighted powers instead of decibels less a bonus: one logarithm for all widths.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double CostDb() => FrameTrack.ToDb(
        Math.Min(Short * ShortWeight, Math.Min(Medium * MediumWeight, Wide * WideWeight)));

    /// <summary>How far this lies below the speech around, over the length that a pause has, in dB.</summary>
    /// <param name="around">The speech and the background around.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double Confidence(SpeechLevels around)
    {
        var atShort = around.SpeechDb - FrameTrack.ToDb(Short);
        var atMedium = around.SpeechDb - FrameTrack.ToDb(Medium);
        var missing = Math.Max(0, (LeastShare * Math.Max(atShort, around.DepthDb)) - atMedium);
        return Math.Max(atShort - ShortDipDb, atMedium - (MissingPenalty * missing));
    }
}
