using Longhand.Recordings;

namespace Longhand.Recognition;

/// <summary>How the attempts at one segment ended. <c>Calls</c> counts the requests that were made.</summary>
public abstract record RecognitionResult
{
    private RecognitionResult(int calls) => Calls = calls;

    public int Calls { get; }

    /// <summary>The last of them whose end is known, oldest first.</summary>
    public IReadOnlyList<SegmentAttempt> Attempts { get; init; } = [];

    /// <summary>The API answered.</summary>
    public sealed record Answered(SpeechAnswer Answer, int Calls) : RecognitionResult(Calls);

    /// <summary>The API will never answer this segment; it becomes a gap, and the recording goes on.</summary>
    public sealed record Skipped(string Reason, int Calls) : RecognitionResult(Calls);

    /// <summary>The file is longer than the API takes.</summary>
    public sealed record TooLong(string Reason, int Calls) : RecognitionResult(Calls);

    /// <summary>
    /// The account may not call for now (arrears, daily cap), or is told to slow down for longer than one segment waits;
    /// nothing has failed. Without an end where that is the account's own, which <see cref="AccountPauses"/> knows.
    /// </summary>
    public sealed record Paused(string Reason, DateTimeOffset? Until, int Calls) : RecognitionResult(Calls);

    /// <summary>No segment of this recording can succeed until somebody changes something (key, model).</summary>
    public sealed record Stopped(string Reason, int Calls) : RecognitionResult(Calls);

    /// <summary>Another call would have been made, and none was to be begun any more; the segment stays pending.</summary>
    public sealed record LeftAlone(int Calls) : RecognitionResult(Calls);

    /// <summary>Every attempt failed for reasons that may pass; the segment stays pending.</summary>
    public sealed record Unanswered(string Reason, int Calls) : RecognitionResult(Calls);
}
