namespace Longhand.Splitting;

/// <summary>What a pause is measured by: how loud the speech around is, and how quiet it gets between.</summary>
/// <param name="SpeechDb">The level that three quarters of all 100 ms stay below, in dB below full scale.</param>
/// <param name="BackgroundDb">The level that all but a fiftieth of the 50 ms exceed, in dB below full scale.</param>
internal readonly record struct SpeechLevels(double SpeechDb, double BackgroundDb)
{
    private const double SpeechShare = 0.75;

    // Not the quietest of all: one lost packet is no background.
    private const double BackgroundShare = 0.02;

    private const int SpeechFrames = 10;
    private const int BackgroundFrames = 5;

    /// <summary>How deep a pause can be.</summary>
    public double DepthDb => SpeechDb - BackgroundDb;

    /// <summary>Of the frames <c>[first, last]</c>.</summary>
    public static SpeechLevels Of(FrameTrack track, long first, long last) => new(
        Quantile(track, first, last, SpeechFrames, SpeechShare),
        Quantile(track, first, last, BackgroundFrames, BackgroundShare));

    private static double Quantile(FrameTrack track, long first, long last, int frames, double share)
    {
        var levels = new double[Math.Max(1, (last - first) / frames)];
        for (var i = 0; i < levels.Length; i++)
        {
            var start = first + (i * frames);
            levels[i] = track.Mean(start, start + frames);
        }

        Array.Sort(levels);
        return FrameTrack.ToDb(levels[(int)(levels.Length * share)]);
    }
}
