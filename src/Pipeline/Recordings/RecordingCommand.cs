namespace Longhand.Recordings;

/// <summary>What people may tell a recording to do, apart from deleting it.</summary>
public enum RecordingCommand
{
    /// <summary>Stop for good; what was transcribed is kept.</summary>
    Cancel,

    /// <summary>Stop until it is told to resume.</summary>
    Pause,

    /// <summary>Go on after a pause.</summary>
    Resume,

    /// <summary>Send what has no answer once more, now.</summary>
    Retry,
}
