namespace Longhand.Recognition;

/// <summary>What a failed call means for what happens next.</summary>
internal enum AsrOutcome
{
    /// <summary>The API has too much to do: call again later, and less; no attempt of the segment.</summary>
    SlowDown,

    /// <summary>It may pass: call again, and leave the segment pending when the attempts are spent.</summary>
    TryAgain,

    /// <summary>
    /// It may pass, but lies in this segment: call again, and skip the segment when the attempts are spent.
    /// </summary>
    TryAgainThenSkip,

    /// <summary>The audio is longer than the API takes.</summary>
    TooLong,

    /// <summary>The API will never answer this segment.</summary>
    Skip,

    /// <summary>The account may not call for now.</summary>
    Pause,

    /// <summary>No call can succeed until somebody changes something.</summary>
    Stop,
}
