namespace Longhand.Hosting;

/// <summary>The process cannot start; the message holds the fact and the way out, and is all that people need to see.</summary>
internal sealed class StartRefusedException(string message, Exception? innerException = null) : Exception(message, innerException);
