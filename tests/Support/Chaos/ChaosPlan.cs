namespace Longhand.Support.Chaos;

/// <summary>How much is tormented, and how hard.</summary>
public sealed record ChaosPlan
{
    /// <summary>Recordings that are in work at once.</summary>
    public int Recordings { get; init; } = 2;

    /// <summary>Recordings that a worker runs at once: 1, so that each of two workers has something to lose.</summary>
    public int RecordingsPerWorker { get; init; } = 1;

    /// <summary>How long each is; it is sent in pieces of 5 s.</summary>
    public TimeSpan Length { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long the speech API takes for a call.</summary>
    public TimeSpan Latency { get; init; } = TimeSpan.FromSeconds(0.7);

    /// <summary>Calls in flight at once at most, over all workers.</summary>
    public int Concurrency { get; init; } = 4;

    /// <summary>Chooses the moments and the victims.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Between two disturbances it is waited for a random part of this.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Settings of the workers beside those that follow from the above.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    /// <summary>A dead worker is missed sooner than in production, so that a short form is short.</summary>
    public static IReadOnlyDictionary<string, string?> QuickTakeOver { get; } = new Dictionary<string, string?>
    {
        ["Jobs:CheckinInterval"] = "00:00:01",
        ["Jobs:CheckinMisfireThreshold"] = "00:00:03",
        ["Jobs:FallbackPoll"] = "00:00:01",
        ["Jobs:FirstRetryDelay"] = "00:00:01",
    };
}
