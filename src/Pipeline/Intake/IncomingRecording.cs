using Longhand.Recordings;

namespace Longhand.Intake;

/// <summary>A file at a door.</summary>
/// <param name="Name">Its name; folders in it are dropped.</param>
/// <param name="Door">The door it stands at.</param>
/// <param name="Source">Where it was taken from, where that is a place.</param>
/// <param name="Content">Its bytes, read once and to the end.</param>
public sealed record IncomingRecording(string Name, RecordingDoor Door, string? Source, Stream Content)
{
    /// <summary>The id it is to have, where the door chose one; else it is given a new one.</summary>
    public RecordingId? Id { get; init; }

    /// <summary>Index in the container of the audio stream to transcribe; null for the default one.</summary>
    public int? AudioStream { get; init; }

    /// <summary>
    /// Longest segment to cut, at least <see cref="Recording.LeastMaxSegment"/>; null for the model profile's.
    /// </summary>
    public TimeSpan? MaxSegment { get; init; }

    /// <summary>
    /// Which recordings are started and sent first, from <see cref="Recording.LowestPriority"/> to
    /// <see cref="Recording.HighestPriority"/>; 0 by default.
    /// </summary>
    public short Priority { get; init; }

    /// <summary>The client's name for its request, where it gave one.</summary>
    public IdempotencyKey? Key { get; init; }

    /// <summary>Whether it is to be transcribed even if a recording of the same content is here already.</summary>
    public bool Again { get; init; }

    /// <summary>Asked once all bytes are read: whether they were all, or the file went on growing meanwhile.</summary>
    public Func<bool> IsWhole { get; init; } = () => true;
}
