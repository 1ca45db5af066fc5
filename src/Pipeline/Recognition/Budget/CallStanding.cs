namespace Longhand.Recognition;

/// <summary>What the budget answers to a node.</summary>
/// <param name="Granted">Its calls that are in flight or may be.</param>
/// <param name="Pause">Why it may make no other; null where there is no pause.</param>
internal sealed record CallStanding(IReadOnlyList<long> Granted, AccountPause? Pause);
