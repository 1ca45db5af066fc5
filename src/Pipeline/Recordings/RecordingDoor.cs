namespace Longhand.Recordings;

/// <summary>The door that a recording came in by.</summary>
public enum RecordingDoor
{
    Api,
    Folder,
}
