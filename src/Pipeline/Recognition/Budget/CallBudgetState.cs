namespace Longhand.Recognition;

/// <summary>The cluster's budget at one moment.</summary>
/// <param name="Limit">Calls that may be in flight at once, as the API is known to take them.</param>
/// <param name="Ceiling">The most that is configured.</param>
/// <param name="InFlight">Calls in flight.</param>
/// <param name="Waiting">Segments that wait for one to end.</param>
/// <param name="Pause">Why nobody calls; null where calls are made.</param>
public sealed record CallBudgetState(int Limit, int Ceiling, int InFlight, int Waiting, AccountPause? Pause);
