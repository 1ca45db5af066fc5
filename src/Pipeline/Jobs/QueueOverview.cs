namespace Longhand.Jobs;

/// <summary>The queue at one moment.</summary>
public sealed record QueueOverview(int Waiting, int Running, IReadOnlyList<string> LiveNodes);
