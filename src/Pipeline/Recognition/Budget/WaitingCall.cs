namespace Longhand.Recognition;

/// <summary>A call that waits to be made, for so many seconds already.</summary>
internal sealed record WaitingCall(long Number, Guid Recording, short Priority, double Seconds);
