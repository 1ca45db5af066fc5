namespace Longhand.SpeechServer.Audio;

internal sealed class FfmpegMissingException(string message, Exception innerException) : Exception(message, innerException);
