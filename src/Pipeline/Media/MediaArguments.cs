using System.Globalization;
using Longhand.Recordings;

namespace Longhand.Media;

/// <summary>The command lines of ffmpeg and ffprobe.</summary>
internal static class MediaArguments
{
    // No playlists, scripts, images or subtitles: those name other files, and ffmpeg follows them even into the network.
    private const string Formats =
        "mp3,aac,ac3,eac3,flac,ogg,wav,w64,aiff,caf,amr,asf,mov,matroska,mpegts,mpeg,avi,au,flv,ape,wv,tta,gsm";

    /// <summary>What every reading of a stranger's file begins with; a name such as <c>concat:…</c> is a path behind <c>file:</c>.</summary>
    public static IReadOnlyList<string> Guarded(string path) =>
        ["-protocol_whitelist", "file", "-format_whitelist", Formats, "-i", "file:" + Path.GetFullPath(path)];

    public static IReadOnlyList<string> Probe(string path) =>
    [
        "-hide_banner", "-v", "warning",
        .. Guarded(path),
        "-read_intervals", "%+#1",
        "-show_entries",
        "format=format_name,duration,start_time:stream=index,codec_type,codec_name,sample_rate,channels,duration:"
            + "stream_disposition=default,attached_pic:stream_tags=DURATION,language:packet=stream_index:packet_side_data=side_data_type",
        "-of", "json",
    ];

    /// <summary>The whole recording as 16 kHz mono s16, its timeline kept.</summary>
    public static IReadOnlyList<string> Decode(string path, AudioDescription audio, ChannelMix mix, TimeSpan maxDuration) =>
    [
        .. Begin,
        // Else a gap in a transport stream is taken for a fault of its clock, and closed.
        .. audio.Container == "mpegts" ? new[] { "-dts_delta_threshold", "100000" } : [],
        .. audio.ContainerStart > TimeSpan.Zero ? new[] { "-copyts" } : [],
        "-threads", "1", "-vn", "-sn", "-dn",
        .. Guarded(path),
        "-map", Map(audio),
        "-af", (mix == ChannelMix.Difference ? "pan=mono|c0=0.5*c0-0.5*c1," : "") + Timeline,
        .. Pcm,
        // Fewer, larger writes; and a second too much shows that the recording is too long.
        "-flush_packets", "0",
        "-t", Seconds(maxDuration + TimeSpan.FromSeconds(1)),
        "pipe:1",
    ];

    /// <summary>A piece of a stereo recording, both channels.</summary>
    public static IReadOnlyList<string> Piece(string path, AudioDescription audio, TimeSpan from, TimeSpan length) =>
    [
        .. Begin,
        "-threads", "1", "-vn", "-sn", "-dn",
        .. from > TimeSpan.Zero ? new[] { "-ss", Seconds(from) } : [],
        .. Guarded(path),
        "-map", Map(audio),
        "-ac", "2", "-ar", AudioClock.SampleRate.ToString(CultureInfo.InvariantCulture),
        .. Pcm,
        "-t", Seconds(length),
        "pipe:1",
    ];

    private static string[] Begin => ["-hide_banner", "-nostdin", "-nostats", "-v", "warning"];

    private static string[] Pcm => ["-c:a", "pcm_s16le", "-f", "s16le"];

    // Two stages: the second holds whole gaps in memory, and at 16 kHz mono they are small. It fills gaps and leads
    // with silence instead of closing them, so that a sample's number is its time.
    private static string Timeline =>
        $"aresample={AudioClock.SampleRate}:ochl=mono:osf=s16,aresample=async=1:min_hard_comp=0.05:first_pts=0";

    private static string Map(AudioDescription audio) => string.Create(CultureInfo.InvariantCulture, $"0:{audio.StreamIndex}");

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
}
