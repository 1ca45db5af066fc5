namespace Longhand.Health;

/// <summary>One check: how it stands and why.</summary>
internal sealed record HealthCheckView(string Status, string Description);
