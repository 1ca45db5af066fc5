namespace Longhand.Jobs;

/// <summary>The queue at one moment.</summary>
/// <param name="Waiting">Recordings that wait for a node, or for the end of their back-off.</param>
/// <param name="Running">Recordings that a node runs.</param>
/// <param name="LiveNodes">Names of the nodes that run recordings, busy or idle.</param>
public sealed record QueueOverview(int Waiting, int Running, IReadOnlyList<string> LiveNodes);
