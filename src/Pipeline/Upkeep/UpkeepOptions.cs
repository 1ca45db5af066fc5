using System.ComponentModel.DataAnnotations;

namespace Longhand.Upkeep;

/// <summary>How often what is over is cleaned away and what is stuck is set going (section <c>Upkeep</c>).</summary>
public sealed class UpkeepOptions
{
    public const string Section = "Upkeep";

    /// <summary>Time between two sweeps; 1 hour by default. The first follows the start.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "7.00:00:00")]
    public TimeSpan SweepInterval { get; init; } = TimeSpan.FromHours(1);

    /// <summary>An open recording that has no job twice at this distance is given one; 1 minute by default.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan LostJobPatience { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Time until the next try after one that failed (database away), if that is sooner; 1 minute by default.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan TroubleDelay { get; init; } = TimeSpan.FromMinutes(1);
}
