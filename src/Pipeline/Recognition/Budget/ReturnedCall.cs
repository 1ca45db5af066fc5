namespace Longhand.Recognition;

/// <summary>A call that has ended, and what its end says.</summary>
internal sealed record ReturnedCall(long Number, CallOutcome Outcome, string? Reason, DateTimeOffset? Until);
