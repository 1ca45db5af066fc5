namespace Longhand.Recognition;

/// <summary>A call in flight.</summary>
internal sealed record FlyingCall(long Number, Guid Recording);
