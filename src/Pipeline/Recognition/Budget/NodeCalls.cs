namespace Longhand.Recognition;

/// <summary>All that one node has to say of its calls.</summary>
internal sealed record NodeCalls(
    IReadOnlyList<WaitingCall> Waiting, IReadOnlyList<FlyingCall> Flying, IReadOnlyList<ReturnedCall> Returned);
