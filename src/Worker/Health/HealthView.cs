namespace Longhand.Health;

/// <summary>The state of this worker, check by check.</summary>
internal sealed record HealthView(string Status, IReadOnlyDictionary<string, HealthCheckView> Checks);
