using System.ComponentModel.DataAnnotations;

namespace Longhand.Media;

/// <summary>How ffmpeg is run, section <c>Media</c>.</summary>
public sealed class MediaOptions
{
    public const string Section = "Media";

    /// <summary>The ffmpeg program: a name looked up in PATH, or a path.</summary>
    [Required]
    public string FfmpegPath { get; init; } = "ffmpeg";

    /// <summary>The ffprobe program: a name looked up in PATH, or a path.</summary>
    [Required]
    public string FfprobePath { get; init; } = "ffprobe";

    /// <summary>The prlimit program of util-linux, which holds ffmpeg to its memory and CPU time.</summary>
    /// <remarks>Without it they are not limited.</remarks>
    [Required]
    public string PrlimitPath { get; init; } = "prlimit";

    /// <summary>Longest recording that is taken; default 48 h.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "30.00:00:00")]
    public TimeSpan MaxDuration { get; init; } = TimeSpan.FromHours(48);

    /// <summary>Address space of one ffmpeg; default 1.5 GiB.</summary>
    /// <remarks>It needs 60 to 260 MB, and more only for gaps of hours in the timestamps.</remarks>
    [Range(512L << 20, 64L << 30)]
    public long MaxMemoryBytes { get; init; } = 1536L << 20;

    /// <summary>CPU time of one ffmpeg; default 1 h. An hour of audio takes it 3 to 6 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "1.00:00:00")]
    public TimeSpan MaxCpuTime { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long ffmpeg may give no sound while sound is waited for; default 2 min.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "01:00:00")]
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromMinutes(2);
}
