namespace Longhand.Api;

/// <summary>The speech account may not call; nothing has failed.</summary>
/// <param name="Reason">What the API said, and the way out.</param>
/// <param name="Since">When it was first said.</param>
/// <param name="Until">When one call tries it again.</param>
public sealed record PauseView(string Reason, DateTimeOffset Since, DateTimeOffset Until);
