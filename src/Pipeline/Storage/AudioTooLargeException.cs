namespace Longhand.Storage;

/// <summary>The stream held more bytes than the store takes.</summary>
public sealed class AudioTooLargeException(long maxBytes)
    : Exception($"The file is larger than {maxBytes:N0} bytes (Storage:MaxFileBytes).");
