namespace Longhand.Media;

/// <summary>Something outside ended ffmpeg or ffprobe: nothing is known of the file; another run may succeed.</summary>
internal sealed class ProgramStoppedException(string message) : Exception(message);
