namespace Longhand.Storage;

/// <summary>The audio folder's disk has less room than must stay free.</summary>
public sealed class AudioStoreFullException(long freeBytes)
    : Exception($"The audio store has only {freeBytes:N0} bytes free; make room or lower Storage:MinFreeBytes.");
