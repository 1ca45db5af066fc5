using System.Globalization;
using Longhand.Recordings;

namespace Longhand.Media;

/// <summary>Turns ffprobe's answer into a description, or into the reason why there is none.</summary>
internal static class ProbeVerdict
{
    /// <summary>A later start is a clock's, not a lead that somebody would want to hear as silence.</summary>
    private static readonly TimeSpan LongestLead = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan ShortestLead = TimeSpan.FromMilliseconds(50);

    public static AudioDescription Describe(ProbeReport report, string name, int? wanted, TimeSpan maxDuration)
    {
        var streams = report.Streams ?? [];
        var audio = streams.Where(stream => stream.IsAudio).ToList();
        if (audio.Count == 0)
            throw NoAudio(streams, name);
        var stream = wanted is { } index ? Chosen(audio, index, name) : Default(audio, name);
        if (report.Packets?.Any(packet => packet.IsEncrypted) == true)
            throw new PermanentFailureException(
                $"{name} is encrypted (copy protection): submit a copy without protection.");

        var container = report.Format?.Name?.Split(',')[0] ?? "unknown";
        var start = Start(container, report.Format);
        var declared = Declared(stream, report.Format, start);
        if (declared > maxDuration)
            throw new PermanentFailureException(
                $"{name} declares {declared:d\\.hh\\:mm\\:ss} of audio, "
                    + $"more than Media:MaxDuration ({maxDuration:d\\.hh\\:mm\\:ss}) allows: "
                    + "split it, or raise the limit.");
        return new AudioDescription(container, stream.Codec!, stream.Hertz, stream.Channels, stream.Index, declared)
        {
            ContainerStart = start,
            AudioStreams = audio.Count,
            StreamWasChosen = wanted is not null,
        };
    }

    /// <summary>Why ffprobe refused the file, in one sentence with the way out.</summary>
    /// <param name="said">What it wrote.</param>
    /// <param name="path">The file's path, which is nobody's business outside.</param>
    /// <param name="name">What people call the file.</param>
    public static PermanentFailureException Refusal(ProcessDiagnostics said, string path, string name)
    {
        if (said.Says("Format not on whitelist"))
            return new PermanentFailureException(
                $"{name} is no audio or video file ({Demuxer(said)}): "
                    + "playlists, scripts, pictures and texts are never followed or read. "
                    + "Submit the recording itself.");
        if (said.Says("moov atom not found"))
            return new PermanentFailureException(
                $"{name} is incomplete: its index (moov) is missing, "
                    + "as it is when recording or uploading was interrupted. "
                    + "Submit the whole file, or repair it first.");
        return new PermanentFailureException(
            $"{name} is no audio or video file that can be read: "
                + (said.Lines == 0 ? "ffprobe said nothing" : said.Kept[^1].Replace($"file:{path}: ", ""))
                + ". Submit a recording such as MP3, M4A, WAV, FLAC, Opus, MP4 or MKV.");
    }

    // The line begins with the demuxer: "[hls] Format not on whitelist …".
    private static string Demuxer(ProcessDiagnostics said)
    {
        var line = said.Kept.First(
            line => line.Contains("Format not on whitelist", StringComparison.OrdinalIgnoreCase));
        var end = line.IndexOf(']');
        return line.StartsWith('[') && end > 1 ? $"it looks like {line[1..end]}" : "its format is not a recording's";
    }

    private static ProbedStream Default(IReadOnlyList<ProbedStream> audio, string name) =>
        audio.Where(stream => stream.IsKnown)
            .OrderByDescending(stream => stream.IsDefault)
            .ThenBy(stream => stream.Index)
            .FirstOrDefault()
            ?? throw NotUnderstood($"{name} holds no audio that can be understood");

    private static ProbedStream Chosen(IReadOnlyList<ProbedStream> audio, int index, string name)
    {
        var chosen = audio.FirstOrDefault(stream => stream.Index == index)
            ?? throw new PermanentFailureException(
                $"{name} has no audio stream {index}; "
                    + $"it has {string.Join(", ", audio.Select(Named))}: choose one of these.");
        return chosen.IsKnown ? chosen : throw NotUnderstood($"Audio stream {index} of {name} cannot be understood");
    }

    private static string Named(ProbedStream stream) =>
        stream.Tags?.GetValueOrDefault("language") is { } language and not "und"
            ? $"{stream.Index} ({stream.Codec}, {language})"
            : $"{stream.Index} ({stream.Codec})";

    private static PermanentFailureException NotUnderstood(string fact) => new(
        $"{fact}: it is damaged, encrypted, of an unknown codec or no recording at all. "
            + "Export it as WAV, FLAC, MP3, M4A or Opus.");

    private static PermanentFailureException NoAudio(IReadOnlyList<ProbedStream> streams, string name)
    {
        var held = streams
            .Where(stream => !stream.IsPicture)
            .Select(stream => $"{stream.Kind ?? "unknown"} ({stream.Codec ?? "unknown"})")
            .Distinct()
            .Order()
            .ToList();
        return new PermanentFailureException(
            $"{name} holds no audio stream, only {(held.Count == 0 ? "nothing" : string.Join(", ", held))}: "
                + "submit a file that has sound.");
    }

    // Players count the time of MP4 and Matroska from their clock's zero, and of all others from the first sound.
    private static TimeSpan Start(string container, ProbedFormat? format)
    {
        var start = container is "mov" or "matroska" ? Seconds(format?.StartTime) ?? TimeSpan.Zero : TimeSpan.Zero;
        return start >= ShortestLead && start <= LongestLead ? start : TimeSpan.Zero;
    }

    // A stream tells how long it is, the container when it ends.
    private static TimeSpan? Declared(ProbedStream stream, ProbedFormat? format, TimeSpan start)
    {
        var declared = (Seconds(stream.Duration) + start)
            ?? Clock(stream.Tags?.GetValueOrDefault("DURATION"))
            ?? Seconds(format?.Duration);
        return declared > TimeSpan.Zero ? declared : null;
    }

    // Headers lie: what is no time that a TimeSpan holds counts as not told.
    private static TimeSpan? Seconds(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
            ? Time(seconds)
            : null;

    private static TimeSpan? Time(double seconds) =>
        Math.Abs(seconds) < TimeSpan.MaxValue.TotalSeconds / 4 ? TimeSpan.FromSeconds(seconds) : null;

    // Matroska's muxers write "00:59:59.980000000", one digit more than TimeSpan reads.
    private static TimeSpan? Clock(string? text)
    {
        var parts = text?.Split(':') ?? [];
        return parts.Length == 3
            && int.TryParse(parts[0], CultureInfo.InvariantCulture, out var hours)
            && int.TryParse(parts[1], CultureInfo.InvariantCulture, out var minutes)
            && double.TryParse(parts[2], NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
            ? Time((hours * 3600.0) + (minutes * 60.0) + seconds)
            : null;
    }
}
