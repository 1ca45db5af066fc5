using System.ComponentModel.DataAnnotations;

namespace Longhand.SpeechServer;

/// <summary>Settings of the speech server, section <c>SpeechServer</c>; the command line goes before the environment.</summary>
public sealed class SpeechServerOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "SpeechServer";

    /// <summary>Addresses to listen on, separated by semicolons; port 0 takes a free one.</summary>
    [Required]
    public string Urls { get; init; } = "http://127.0.0.1:8766";

    /// <summary>The folder where <c>npm ci</c> was run; by default the nearest <c>models</c> folder above the program.</summary>
    public string? Models { get; init; }

    /// <summary>The key that callers must send as bearer token; none is asked for where this is empty.</summary>
    public string? ApiKey { get; init; }

    /// <summary>Files recognized at once; by default one for each processor.</summary>
    [Range(1, 256)]
    public int Slots { get; init; } = Environment.ProcessorCount;

    /// <summary>Requests that may wait for a slot; the next is answered 429 (1302).</summary>
    [Range(0, 10_000)]
    public int Queue { get; init; } = 64;

    /// <summary>The ffmpeg that decodes uploads.</summary>
    [Required]
    public string Ffmpeg { get; init; } = "ffmpeg";

    /// <summary>A pause up to this long doesn't begin a new segment.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:02")]
    public TimeSpan JoinGap { get; init; } = TimeSpan.FromSeconds(0.3);
}
