namespace Longhand.Recognition;

/// <summary>How a call ended, as far as the budget is concerned.</summary>
/// <param name="Outcome">What it says.</param>
/// <param name="Reason">Why the account is paused.</param>
/// <param name="Until">When it is tried again.</param>
internal sealed record CallReport(CallOutcome Outcome, string? Reason = null, DateTimeOffset? Until = null)
{
    public static CallReport Nothing { get; } = new(CallOutcome.Other);
}
