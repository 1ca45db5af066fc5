namespace Longhand.Media;

/// <summary>Something outside ended ffmpeg or ffprobe, so nothing is known of the file; another run may go through.</summary>
internal sealed class ProgramStoppedException(string message) : Exception(message);
