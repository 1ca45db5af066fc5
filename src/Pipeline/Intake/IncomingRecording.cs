using Longhand.Recordings;

namespace Longhand.Intake;

/// <summary>A file at a door.</summary>
/// <param name="Name">Its name; folders in it are dropped.</param>
/// <param name="Door">The door it stands at.</param>
/// <param name="Source">Where it was taken from, where that is a place.</param>
/// <param name="Content">Its bytes, read once and to the end.</param>
public sealed record IncomingRecording(string Name, RecordingDoor Door, string? Source, Stream Content);
