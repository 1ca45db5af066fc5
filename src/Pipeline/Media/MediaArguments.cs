using System.Globalization;
using Longhand.Recordings;

namespace Longhand.Media;

/// <summary>The command lines of ffmpeg and ffprobe.</summary>
internal static class MediaArguments
{
    // No playlists, scripts, images or subtitles: those name other files, and ffmpeg follows them, even into the
    // network.
    private const string Formats =
        "mp3,aac,ac3,eac3,flac,ogg,wav,w64,aiff,caf,amr,asf,mov,matroska,mpegts,mpeg,avi,au,flv,ape,wv,tta,gsm";

    /// <summary>Ends the filters of a decode: samples a second at a time.</summary>
    /// <remarks>To encode and write each codec frame, a fiftieth of a second, by itself costs 3 to 5 % of the decode.</remarks>
    public const string Blocks = ",asetnsamples=n=16384:p=0";

    /// <summary>What every reading of a stranger's file begins with.</summary>
    /// <remarks>A name such as <c>concat:…</c> is a path behind <c>file:</c>.</remarks>
    public static IReadOnlyList<string> Guarded(string path) =>
        ["-protocol_whitelist", "file", "-format_whitelist", Formats, "-i", "file:" + Path.GetFullPath(path)];

    public static IReadOnlyList<string> Probe(string path) =>
    [
        "-hide_banner", "-v", "warning",
        .. Guarded(path),
        "-read_intervals", "%+#1",
        "-show_entries",
        "format=format_name,duration,start_time:stream=index,codec_type,codec_name,sample_rate,channels,duration:"
            + "stream_disposition=default,attached_pic:stream_tags=DURATION,language:"
            + "packet=stream_index:packet_side_data=side_data_type",
        "-of", "json",
    ];

    /// <summary>The whole recording as 16 kHz mono s16, its timeline kept.</summary>
    public static IReadOnlyList<string> Decode(
        string path, AudioDescription audio, ChannelMix mix, TimeSpan maxDuration) =>
    [
        .. BeginVerbose,
        // Else a gap in a transport stream is taken for a fault of its clock, and closed.
        .. audio.Container == "mpegts" ? new[] { "-dts_delta_threshold", "100000" } : [],
        .. audio.ContainerStart > TimeSpan.Zero ? new[] { "-copyts" } : [],
        .. SoundOnly,
        .. Guarded(path),
        .. Samples(audio, mix, maxDuration),
    ];

    /// <summary>The same from a time on, of a part of an Ogg file that comes on the standard input.</summary>
    /// <remarks>Silence stands between that time and the part's own.</remarks>
    public static IReadOnlyList<string> Resume(
        AudioDescription audio, ChannelMix mix, TimeSpan from, TimeSpan maxDuration) =>
    [
        .. BeginVerbose,
        "-copyts", "-itsoffset", "-" + Exact(from),
        .. SoundOnly,
        "-protocol_whitelist", "pipe", "-format_whitelist", "ogg", "-f", "ogg", "-i", "pipe:0",
        .. Samples(audio, mix, maxDuration - from),
    ];

    /// <summary>Pieces of a stereo recording, both channels, one after the other.</summary>
    public static IReadOnlyList<string> Pieces(
        string path, AudioDescription audio, IReadOnlyList<TimeSpan> places, TimeSpan length) =>
    [
        .. Begin,
        // Near the place is good enough; else ffmpeg reads an MP3 up to it.
        .. places.SelectMany(from => (string[])
            ["-ss", Seconds(from), "-t", Seconds(length), "-fflags", "+fastseek", .. SoundOnly, .. Guarded(path)]),
        "-filter_complex_threads", "1",
        "-filter_complex",
        string.Create(
            CultureInfo.InvariantCulture,
            $"{string.Concat(places.Select((_, input) => $"[{input}:{audio.StreamIndex}]"))}"
                + $"concat=n={places.Count}:v=0:a=1,aresample={StereoImage.SampleRate}:ochl=stereo:osf=s16"),
        .. Pcm,
        // Timestamps that stand still would let each piece go on to the end of the file.
        "-t", Seconds(length * places.Count),
        "pipe:1",
    ];

    private static string[] Begin => ["-hide_banner", "-nostdin", "-nostats", "-v", "warning"];

    // Each line with its level, down to the one that tells how many samples there were before the timeline was followed.
    private static string[] BeginVerbose => ["-hide_banner", "-nostdin", "-nostats", "-v", "level+verbose"];

    private static string[] SoundOnly => ["-threads", "1", "-vn", "-sn", "-dn"];

    private static string[] Pcm => ["-c:a", "pcm_s16le", "-f", "s16le"];

    private static IEnumerable<string> Samples(AudioDescription audio, ChannelMix mix, TimeSpan maxDuration) =>
    [
        "-map", Map(audio),
        "-af", Mixed(mix) + Timeline + Blocks,
        .. Pcm,
        // Fewer, larger writes; and a second too much shows that the recording is too long.
        "-flush_packets", "0",
        "-t", Seconds(maxDuration + TimeSpan.FromSeconds(1)),
        "pipe:1",
    ];

    private static string Mixed(ChannelMix mix) => mix switch
    {
        ChannelMix.Difference => "pan=mono|c0=0.5*c0-0.5*c1,",
        ChannelMix.Uneven => "pan=mono|c0=0.67*c0+0.33*c1,",
        _ => "",
    };

    // Two stages: the second holds whole gaps in memory, and at 16 kHz mono they are small. It fills gaps and leads
    // with silence instead of closing them, so that a sample's number is its time.
    private static string Timeline =>
        $"aresample={AudioClock.SampleRate}:ochl=mono:osf=s16,aresample=async=1:min_hard_comp=0.05:first_pts=0";

    private static string Map(AudioDescription audio) =>
        string.Create(CultureInfo.InvariantCulture, $"0:{audio.StreamIndex}");

    // A sample lasts 62.5 µs: what a cut between two decodes is to be exact to.
    private static string Exact(TimeSpan time) => time.TotalSeconds.ToString("0.#######", CultureInfo.InvariantCulture);

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
}
