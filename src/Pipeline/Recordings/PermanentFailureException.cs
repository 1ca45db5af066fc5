namespace Longhand.Recordings;

/// <summary>Work that no retry can save: the file is no audio, the API refuses the key. The message holds the fact and the way out.</summary>
public sealed class PermanentFailureException(string message, Exception? innerException = null)
    : Exception(message, innerException);
