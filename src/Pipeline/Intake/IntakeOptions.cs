using System.ComponentModel.DataAnnotations;

namespace Longhand.Intake;

/// <summary>The watched folder (section <c>Intake</c>).</summary>
public sealed class IntakeOptions
{
    public const string Section = "Intake";

    /// <summary>Folder that files are taken from; null or empty, the default, watches none.</summary>
    public string? WatchedFolder { get; init; }

    /// <summary>Time between two looks at the folder; default 1 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "01:00:00")]
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a file's size and time must stay the same before it counts as whole; default 3 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan SettleTime { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How long an empty file may wait for its first byte before it is rejected; default 1 minute.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "7.00:00:00")]
    public TimeSpan EmptyFilePatience { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Time until the next look after one that could not be finished (database away, disk full); default 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "01:00:00")]
    public TimeSpan TroubleDelay { get; init; } = TimeSpan.FromSeconds(10);
}
