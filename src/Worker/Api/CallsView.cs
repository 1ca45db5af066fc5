namespace Longhand.Api;

/// <summary>The calls of the speech API that all workers make together.</summary>
/// <param name="Limit">How many may be in flight at once, as the API is known to take them.</param>
/// <param name="Ceiling">How many are configured to be at most.</param>
/// <param name="InFlight">How many are.</param>
/// <param name="Waiting">Segments that wait for one to end.</param>
public sealed record CallsView(int Limit, int Ceiling, int InFlight, int Waiting);
