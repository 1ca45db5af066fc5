using System.ComponentModel.DataAnnotations;

namespace Longhand.Intake;

/// <summary>What is taken in, and the watched folder (section <c>Intake</c>).</summary>
public sealed class IntakeOptions
{
    public const string Section = "Intake";

    /// <summary>
    /// What becomes of a file whose content is here already, with the same stream and longest segment asked for, and
    /// has neither failed nor been cancelled; <see cref="SameContent.Reuse"/> by default.
    /// </summary>
    public SameContent SameContent { get; init; } = SameContent.Reuse;

    /// <summary>
    /// How long a request that is sent again under its <c>Idempotency-Key</c> finds its recording; 7 days by default.
    /// </summary>
    [Range(typeof(TimeSpan), "00:01:00", "3650.00:00:00")]
    public TimeSpan KeepKeys { get; init; } = TimeSpan.FromDays(7);

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
