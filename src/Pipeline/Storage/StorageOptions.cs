using System.ComponentModel.DataAnnotations;

namespace Longhand.Storage;

/// <summary>Where rows and audio live (section <c>Storage</c>).</summary>
public sealed class StorageOptions
{
    public const string Section = "Storage";

    /// <summary>PostgreSQL 15 or newer, as an Npgsql connection string. Required.</summary>
    [Required(ErrorMessage = "Storage:ConnectionString is missing: name the PostgreSQL database, for example 'Host=localhost;Database=longhand;Username=longhand'.")]
    public string ConnectionString { get; init; } = "";

    /// <summary>Folder that accepted recordings are kept in; shared by all nodes that serve the same database.</summary>
    [Required(AllowEmptyStrings = false)]
    public string AudioFolder { get; init; } = "data/audio";

    /// <summary>Node-local folder for segment files; emptied as answers are stored.</summary>
    [Required(AllowEmptyStrings = false)]
    public string WorkFolder { get; init; } = "data/work";

    /// <summary>Largest file that is taken in, in bytes; 16 GiB by default.</summary>
    [Range(1, long.MaxValue)]
    public long MaxFileBytes { get; init; } = 16L * 1024 * 1024 * 1024;

    /// <summary>Bytes that must stay free on the audio folder's disk; below it recordings are refused. 256 MiB by default.</summary>
    [Range(0, long.MaxValue)]
    public long MinFreeBytes { get; init; } = 256L * 1024 * 1024;

    /// <summary>
    /// How long the audio of an ended recording is kept after its end, a minute at least; 30 days by default, and for
    /// ever where null or empty. The recording and its transcript stay.
    /// </summary>
    [Range(typeof(TimeSpan), "00:01:00", "36500.00:00:00")]
    public TimeSpan? KeepAudio { get; init; } = TimeSpan.FromDays(30);

    /// <summary>
    /// How long an ended recording is kept after its end, with its transcript and whatever audio it still has, a minute
    /// at least; for ever where null or empty, the default.
    /// </summary>
    [Range(typeof(TimeSpan), "00:01:00", "36500.00:00:00")]
    public TimeSpan? KeepTranscripts { get; init; }
}
