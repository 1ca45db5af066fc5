namespace Longhand.Recognition;

/// <summary>The account may not call; no node does.</summary>
/// <param name="Reason">What the API said, and the way out.</param>
/// <param name="Since">When it was first said.</param>
/// <param name="Until">When a call tries again.</param>
public sealed record AccountPause(string Reason, DateTimeOffset Since, DateTimeOffset Until);
