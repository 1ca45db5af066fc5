using System.ComponentModel.DataAnnotations;

namespace Longhand.Journey;

/// <summary>When a recording is tried again, set aside or closed with gaps (section <c>Journey</c>).</summary>
public sealed class JourneyOptions
{
    public const string Section = "Journey";

    /// <summary>Failed runs without a new answer after which what is still unanswered becomes gaps; interruptions,
    /// outages of the database and full disks do not count. 5 by default.</summary>
    [Range(1, 100)]
    public int MaxAttempts { get; init; } = 5;

    /// <summary>Starts without an orderly end or a stored answer after which a recording counts as one that kills its process. 5 by default.</summary>
    [Range(1, 100)]
    public int MaxStarts { get; init; } = 5;

    /// <summary>Share of the audible audio, 0 to 1, that may be lost before the recording is called failed. 0.5 by default.</summary>
    [Range(0.0, 1.0)]
    public double MaxLoss { get; init; } = 0.5;

    /// <summary>Segments in a row without an answer after which the API counts as away and the recording pauses. 3 by default.</summary>
    [Range(1, 1000)]
    public int MaxUnansweredInARow { get; init; } = 3;

    /// <summary>
    /// How long calls in flight may go on when the worker is told to stop, so that their answers are stored; 10 s by
    /// default.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long an answer that came while the database is away is kept, before it is given up and paid for again, and how
    /// long a run that failed then waits to write that down; 10 minutes by default.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan KeepAnswers { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Bytes of segment files that splitting may be ahead of recognition, per recording; 64 MiB by default.</summary>
    [Range(1 << 20, int.MaxValue)]
    public int LookAheadBytes { get; init; } = 64 << 20;
}
