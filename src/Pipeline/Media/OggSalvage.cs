using Longhand.Recordings;

namespace Longhand.Media;

/// <summary>Goes on behind the damage of an Ogg file: ffmpeg takes damage longer than a page for the end.</summary>
/// <param name="audio">What the container says of it.</param>
/// <param name="samples">What is decoded, and counts on.</param>
/// <param name="decodeFrom">Decodes what is fed, from a time on, silence before its first sound.</param>
internal sealed class OggSalvage(
    AudioDescription audio,
    DecodedSamples samples,
    Func<TimeSpan, Func<Stream, Task>, CancellationToken, Task<(int Code, ProcessDiagnostics Said)>> decodeFrom)
{
    /// <summary>Every going on is a program of its own; with more holes than this a file is beyond hearing.</summary>
    private const int MostRuns = 32;

    private static readonly TimeSpan LeastLoss = TimeSpan.FromSeconds(2);

    /// <summary>What is shorter than a syllable is no hole.</summary>
    private static readonly TimeSpan LeastHole = TimeSpan.FromMilliseconds(50);

    public static bool Helps(DecodeEnd end, ProcessDiagnostics said) =>
        end.Audio.Container == OggEnd.Container
        && end.Samples > 0
        && said.Damaged > 0
        && end.Audio.Duration - AudioClock.ToTime(end.Samples) > LeastLoss;

    /// <returns>The holes; what lies behind them is decoded at its own times.</returns>
    public async Task<IReadOnlyList<DecodeHole>> GoOnAsync(
        string path, ProcessDiagnostics said, CancellationToken cancellationToken)
    {
        var holes = new List<DecodeHole>();
        if (await OggScan.ReadAsync(path, audio, cancellationToken) is not { } layout)
            return holes;
        var runs = 0;
        foreach (var run in layout.Runs.Where(IsDeclared))
        {
            var from = samples.Duration;
            if (run.End <= from + LeastHole)
                continue;
            if (++runs > MostRuns)
                break;
            var (_, saidOfRun) = await decodeFrom(
                from, input => FeedAsync(path, layout.HeaderBytes, run, input), cancellationToken);
            said.Join(saidOfRun);
            if (samples.Duration > from && run.Start - from > LeastHole)
                holes.Add(new DecodeHole(from, run.Start));
        }

        return holes;
    }

    // A page that lies about its time would be waited for in hours of silence.
    private bool IsDeclared(OggRun run) => run.End <= audio.Duration + LeastLoss && run.Start <= run.End;

    // Not cancelled: the program is ended instead, and then takes no more.
    private static async Task FeedAsync(string path, int headerBytes, OggRun run, Stream input)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, useAsync: true);
        await CopyAsync(file, 0, headerBytes, input);
        await CopyAsync(file, run.From, run.To, input);
    }

    private static async Task CopyAsync(FileStream file, long from, long to, Stream input)
    {
        var block = new byte[256 << 10];
        file.Position = from;
        while (file.Position < to)
        {
            var wanted = (int)Math.Min(block.Length, to - file.Position);
            var read = await file.ReadAsync(block.AsMemory(0, wanted), CancellationToken.None);
            if (read == 0)
                return;
            try
            {
                await input.WriteAsync(block.AsMemory(0, read), CancellationToken.None);
            }
            catch (IOException closed)
            {
                // Told apart from a file that cannot be read, after which another run may go through.
                throw new MediaInputClosedException(closed);
            }
        }
    }
}
