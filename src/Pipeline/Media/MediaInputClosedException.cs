namespace Longhand.Media;

/// <summary>A program takes no more of its input: it has ended.</summary>
internal sealed class MediaInputClosedException(Exception inner) : Exception("The program takes no more input.", inner);
