using System.Runtime.CompilerServices;
using Longhand.Recordings;

namespace Longhand.Splitting;

/// <summary>
/// Finds the best place to cut: deep, long and late valleys win. Depths are told against the speech around, so noise, hum and quiet
/// voices do not mislead it.
/// </summary>
internal static class ValleySearch
{
    /// <summary>Frames of the widest valley looked at.</summary>
    public const int Widest = 80;

    /// <summary>Of two cuts as good as each other the later one is the better, by this much for each second, in dB.</summary>
    private const double LateBonusDbPerSecond = 0.14;

    /// <summary>Frames of the pieces whose loudest is a pause's level; a mean over the whole would hide a short word in a long pause.</summary>
    private const int PieceFrames = 5;

    // Where there is no pause, a short dip is better than none.
    private static readonly (int Before, int After, double Weight)[] DipScales =
        [.. new[] { 3, 5, 10, 20, 40, Widest }.Select(frames => (frames / 2, frames - (frames / 2), PauseLevels.WeightOf(frames)))];

    /// <summary>The best pause in samples <c>[from, to]</c>; null where none is as certain as asked for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Valley? Pause(FrameTrack track, long from, long to, double leastConfidence)
    {
        var (first, last) = FramesIn(from, to);
        var pieces = Pieces(track, first - (Widest / 2), last + (Widest / 2));
        var around = SpeechLevels.Of(track, first, last);
        Valley? best = null;
        var bestCost = double.PositiveInfinity;
        for (var frame = first; frame <= last; frame++)
        {
            var levels = Levels(pieces.AsSpan((int)(frame - first), Widest));
            var cost = levels.CostDb() - Late(frame - first);
            if (cost > bestCost || levels.Confidence(around) is var confidence && confidence < leastConfidence)
                continue;
            best = new Valley(Middle(frame), confidence);
            bestCost = cost;
        }

        return best;
    }

    /// <summary>The quietest place in samples <c>[from, to]</c>, however short.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Valley Quietest(FrameTrack track, long from, long to)
    {
        var (first, last) = FramesIn(from, to);
        var best = first;
        var bestCost = double.PositiveInfinity;
        for (var frame = first; frame <= last; frame++)
        {
            var power = double.PositiveInfinity;
            foreach (var (before, after, weight) in DipScales)
                power = Math.Min(power, track.Mean(frame - before, frame + after) * weight);
            var cost = FrameTrack.ToDb(power) - Late(frame - first);
            if (cost > bestCost)
                continue;
            best = frame;
            bestCost = cost;
        }

        var pieces = Pieces(track, best - (Widest / 2), best + (Widest / 2));
        return new Valley(Middle(best), Levels(pieces.AsSpan(0, Widest)).Confidence(SpeechLevels.Of(track, first, last)));
    }

    // A cut lies in the middle of its frame, which must be inside.
    private static (long First, long Last) FramesIn(long from, long to)
    {
        var first = (from + (Frames.Length / 2) - 1) / Frames.Length;
        return (first, Math.Max(first, (to - (Frames.Length / 2)) / Frames.Length));
    }

    private static long Middle(long frame) => (frame * Frames.Length) + (Frames.Length / 2);

    private static double Late(long frames) => LateBonusDbPerSecond * Frames.Length / AudioClock.SampleRate * frames;

    // The mean power of the piece that starts at each frame.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double[] Pieces(FrameTrack track, long first, long last)
    {
        var pieces = new double[last - first + 1];
        for (var i = 0; i < pieces.Length; i++)
            pieces[i] = track.Mean(first + i, first + i + PieceFrames);
        return pieces;
    }

    // Grows outwards from the middle.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static PauseLevels Levels(ReadOnlySpan<double> around)
    {
        const int half = Widest / 2;
        var @short = Loudest(around[(half - 10)..(half + 10)]);
        var medium = Math.Max(@short, Math.Max(Loudest(around[(half - 20)..(half - 10)]), Loudest(around[(half + 10)..(half + 20)])));
        var wide = Math.Max(medium, Math.Max(Loudest(around[..(half - 20)]), Loudest(around[(half + 20)..])));
        return new PauseLevels(@short, medium, wide);
    }

    // Pieces that touch: the ones between overlap them.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Loudest(ReadOnlySpan<double> pieces)
    {
        var loudest = 0.0;
        for (var i = 0; i < pieces.Length; i += PieceFrames)
            loudest = Math.Max(loudest, pieces[i]);
        return loudest;
    }
}
