namespace Longhand.SherpaOnnx;

/// <summary>The speech engine's files are missing, damaged or not for this machine; the message says what to do.</summary>
public sealed class SpeechModelsException(string message, Exception? innerException = null) : Exception(message, innerException);
