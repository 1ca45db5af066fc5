using System.Globalization;
using System.Text.RegularExpressions;

namespace Longhand.Benchmarks;

/// <summary>How recordings are commonly split: ffmpeg lists the silences, then cuts every segment out of the file again.</summary>
internal static partial class TwoPasses
{
    public static async Task SplitAsync(string file, TimeSpan maxSegment, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("longhand-bench-two-passes-");
        try
        {
            var said = await FfmpegRun.OfAsync(
                ["-i", file, "-vn", "-af", "silencedetect=noise=-30dB:d=0.5", "-f", "null", "-"], cancellationToken);
            var pauses = SilenceEnds().Matches(said)
                .Select(match => Number(match, "end") - (Number(match, "length") / 2))
                .ToList();
            var start = 0.0;
            var whole = Hours(said);
            for (var segment = 0; start < whole; segment++)
            {
                var limit = start + maxSegment.TotalSeconds;
                var end = limit >= whole ? whole : pauses.LastOrDefault(pause => pause > start && pause <= limit, limit);
                await FfmpegRun.OfAsync(
                    [
                        "-v", "error", "-ss", Text(start), "-i", file, "-t", Text(end - start),
                        "-vn", "-ar", "16000", "-ac", "1", Path.Combine(folder.FullName, $"{segment:D4}.wav"),
                    ],
                    cancellationToken);
                start = end;
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Text(double seconds) => seconds.ToString("0.###", CultureInfo.InvariantCulture);

    private static double Number(Match match, string group) =>
        double.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    private static double Hours(string said) =>
        TimeSpan.Parse(Duration().Match(said).Groups["time"].Value, CultureInfo.InvariantCulture).TotalSeconds;

    [GeneratedRegex(
        @"silence_end: (?<end>[\d.]+) \| silence_duration: (?<length>[\d.]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex SilenceEnds();

    [GeneratedRegex(@"Duration: (?<time>[\d:.]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Duration();
}
