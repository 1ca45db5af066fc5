using Longhand.Media;
using Longhand.Recordings;
using Longhand.Splitting;
using Longhand.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Longhand.Benchmarks;

/// <summary>
/// What splitting costs: CPU time and wall time of the splitter and its ffmpeg, segments written, against the same ffmpeg decoding into
/// nothing and against two passes of ffmpeg; and memory of the <c>split</c> command at three lengths.
/// </summary>
internal static class SplittingBenchmark
{
    private const int Rounds = 3;

    private static readonly TimeSpan MaxSegment = TimeSpan.FromSeconds(59.5);

    private static readonly (string Extension, string[] Encoder)[] Formats =
    [
        ("mp3", ["-ar", "44100", "-ac", "2", "-c:a", "libmp3lame", "-q:a", "4"]),
        ("m4a", ["-ar", "48000", "-ac", "2", "-c:a", "aac", "-b:a", "128k"]),
        ("opus", ["-ar", "48000", "-ac", "2", "-c:a", "libopus", "-b:a", "64k"]),
        ("flac", ["-ar", "48000", "-ac", "2", "-c:a", "flac"]),
    ];

    public static async Task RunAsync(Figures figures, CancellationToken cancellationToken)
    {
        var home = Directory.CreateTempSubdirectory("longhand-bench-");
        try
        {
            await using var rooms = Rooms();
            foreach (var (extension, encoder) in Formats)
            {
                var file = Path.Combine(home.FullName, $"hour.{extension}");
                var plan = new SpokenRecordingPlan
                {
                    Length = TimeSpan.FromHours(1),
                    Seed = 11,
                    NoiseDecibels = -60,
                    EncoderArguments = encoder,
                };
                await SpokenRecording.WriteAsync(file, plan, cancellationToken);
                await MeasureCostAsync(rooms, figures, extension, file, cancellationToken);
            }

            await MeasureMemoryAsync(figures, home.FullName, cancellationToken);
        }
        finally
        {
            home.Delete(recursive: true);
        }
    }

    private static ServiceProvider Rooms()
    {
        var defaults = new ConfigurationBuilder().Build();
        return new ServiceCollection().AddLogging().AddMedia(defaults).AddSplitting(defaults).BuildServiceProvider();
    }

    private static async Task MeasureCostAsync(
        ServiceProvider rooms, Figures figures, string name, string file, CancellationToken cancellationToken)
    {
        var audio = await rooms.GetRequiredService<AudioProbe>().ProbeAsync(file, file, stream: null, cancellationToken);
        var decode = new List<Cost>();
        var split = new List<Cost>();
        // The first round warms both up, as in a worker that has run for a while. The others take turns, so that what else the machine
        // does hits both.
        for (var round = 0; round <= Rounds; round++)
        {
            decode.Add(await Cost.OfAsync(() => DecodeIntoNothingAsync(audio, file, cancellationToken)));
            split.Add(await Cost.OfAsync(() => SplitAsync(rooms, file, cancellationToken)));
        }

        var twoPasses = await Cost.OfAsync(() => TwoPasses.SplitAsync(file, MaxSegment, cancellationToken));
        var floor = Cost.Median(decode[1..]);
        var ours = Cost.Median(split[1..]);
        figures.Tell($"decode_cpu_{name}", floor.CpuSeconds, "s an hour");
        figures.AtMost($"split_cpu_over_decode_{name}", ours.CpuSeconds / floor.CpuSeconds, "×", 1.2);
        figures.Tell($"split_wall_over_decode_{name}", ours.WallSeconds / floor.WallSeconds, "×");
        figures.Tell($"two_passes_cpu_over_decode_{name}", twoPasses.CpuSeconds / floor.CpuSeconds, "×");
        figures.Tell($"two_passes_wall_over_decode_{name}", twoPasses.WallSeconds / floor.WallSeconds, "×");
    }

    private static async Task DecodeIntoNothingAsync(AudioDescription audio, string file, CancellationToken cancellationToken)
    {
        // Without what serves the output alone.
        var arguments = MediaArguments.Decode(file, audio, ChannelMix.Sum, TimeSpan.FromHours(48))
            .TakeWhile(argument => argument != "-f")
            .Select(argument => argument.Replace(MediaArguments.Blocks, "", StringComparison.Ordinal));
        await FfmpegRun.OfAsync([.. arguments, "-f", "null", "-"], cancellationToken);
    }

    private static async Task SplitAsync(ServiceProvider rooms, string file, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("longhand-bench-segments-");
        try
        {
            var audio = await rooms.GetRequiredService<AudioProbe>().ProbeAsync(file, file, stream: null, cancellationToken);
            var request = new SplitRequest(file, audio, folder.FullName, MaxSegment, [], _ => true);
            var samples = 0L;
            var decoded = await rooms.GetRequiredService<AudioSplitter>().SplitAsync(
                request,
                (segment, _) =>
                {
                    samples += segment.Cut.Owned.Length;
                    return ValueTask.CompletedTask;
                },
                cancellationToken);
            if (samples != decoded.Samples || !decoded.Complete)
                throw new InvalidOperationException($"{samples} of {decoded.Samples} samples are in segments: {string.Join(' ', decoded.Notes)}");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task MeasureMemoryAsync(Figures figures, string home, CancellationToken cancellationToken)
    {
        var hour = Path.Combine(home, "hour.mp3");
        var short10 = Path.Combine(home, "10min.mp3");
        var long10 = Path.Combine(home, "10h.mp3");
        await FfmpegRun.OfAsync(["-v", "error", "-i", hour, "-t", "600", "-c", "copy", short10], cancellationToken);
        await FfmpegRun.OfAsync(["-v", "error", "-stream_loop", "9", "-i", hour, "-c", "copy", long10], cancellationToken);
        var (least, _) = await MeasureMemoryAsync(figures, "10min", short10, home, cancellationToken);
        await MeasureMemoryAsync(figures, "1h", hour, home, cancellationToken);
        var (most, lasting) = await MeasureMemoryAsync(figures, "10h", long10, home, cancellationToken);
        if (lasting < TimeSpan.FromHours(10))
            throw new InvalidOperationException($"The long recording is only {lasting} long.");
        figures.AtMost("split_peak_rss_10h_over_10min", most / least, "×", 1.1);
    }

    /// <returns>Peak resident memory of the splitter in MiB, and the recording's length.</returns>
    private static async Task<(double Peak, TimeSpan Length)> MeasureMemoryAsync(
        Figures figures, string name, string file, string home, CancellationToken cancellationToken)
    {
        var run = await SplitCommandRun.OfAsync(file, Path.Combine(home, "segments"), cancellationToken);
        figures.Tell($"split_peak_rss_{name}", run.PeakMebibytes, "MiB");
        figures.Tell($"ffmpeg_peak_rss_{name}", run.FfmpegPeakMebibytes, "MiB");
        return (run.PeakMebibytes, AudioClock.ToTime(run.Samples));
    }
}
