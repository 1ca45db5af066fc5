using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;

namespace Longhand.Jobs;

/// <summary>How many recordings a node runs at once, and when it gives way to another (section <c>Jobs</c>).</summary>
public sealed class JobsOptions
{
    public const string Section = "Jobs";

    /// <summary>Recordings this node runs at the same time; 2 by default.</summary>
    [Range(1, 1000)]
    public int ConcurrentRecordings { get; init; } = 2;

    /// <summary>
    /// This node's name, unlike that of any other live node; machine, process and a few random digits by default.
    /// </summary>
    /// <remarks>
    /// A node that starts under its old name takes up what it left unfinished at once; two nodes under one name rob
    /// each other.
    /// </remarks>
    [Required, StringLength(200)]
    public string NodeName { get; init; } =
        $"{Environment.MachineName}-{Environment.ProcessId}-{RandomNumberGenerator.GetHexString(4, lowercase: true)}";

    /// <summary>How often a node says that it is alive; 2 s by default.</summary>
    [Range(typeof(TimeSpan), "00:00:00.5", "00:05:00")]
    public TimeSpan CheckinInterval { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a node may miss its check-in before it counts as dead; 8 s by default.</summary>
    /// <remarks>
    /// Another node has a dead one's recordings after twice the interval plus this, and up to one interval more, of
    /// silence: 12 to 14 s by default. A node that is only slow is taken for dead, and its recordings are run twice,
    /// when it is silent for longer.
    /// </remarks>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan CheckinMisfireThreshold { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>How often an idle node looks for work that nobody told it of; 5 s by default.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan FallbackPoll { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a recording waits after its first failed run; 10 s by default.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan FirstRetryDelay { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// What each further wait is multiplied by; 2 by default. Waits are scattered by a fifth either way.
    /// </summary>
    [Range(1.0, 100.0)]
    public double RetryFactor { get; init; } = 2;

    /// <summary>The longest wait between two runs of a recording; 10 minutes by default.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "1.00:00:00")]
    public TimeSpan MaxRetryDelay { get; init; } = TimeSpan.FromMinutes(10);
}
