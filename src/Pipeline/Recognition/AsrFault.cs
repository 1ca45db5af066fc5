namespace Longhand.Recognition;

/// <summary>Where a call failed.</summary>
internal enum AsrFault
{
    /// <summary>The API itself refused: by status, by an error body, or by an error event in a stream.</summary>
    Refused,

    /// <summary>
    /// The API refused to answer in the form it was asked for; it will be asked for another one from now on.
    /// </summary>
    FormatRefused,

    /// <summary>No answer within the attempt's time.</summary>
    TimedOut,

    /// <summary>The connection could not be made, or broke.</summary>
    ConnectionLost,

    /// <summary>The answer stopped in the middle: half a JSON body, a stream without its end, nothing at all.</summary>
    HalfAnswer,

    /// <summary>
    /// What came is whole, but no answer of this API: a proxy's page, another content type, another shape.
    /// </summary>
    NoAnswer,

    /// <summary>An answer whose parts say different things.</summary>
    Contradiction,
}
