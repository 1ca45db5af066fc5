namespace Longhand.Recognition;

/// <summary>The calls made for one segment so far, and whether another may follow.</summary>
/// <param name="audio">The segment.</param>
/// <param name="maxAttempts">Failed calls after which there is none.</param>
/// <param name="time">How long calls are made.</param>
/// <param name="stopping">Whoever asked for the segment gives up when this is cancelled.</param>
/// <param name="log">What is told of each call.</param>
internal sealed class SegmentAttempts(
    SegmentAudio audio, int maxAttempts, CallTime time, AttemptLog log, CancellationToken stopping)
{
    public AttemptLog Log => log;

    public SegmentAudio Audio => audio;

    public CallTime Time => time;

    public CancellationToken Stopping => stopping;

    /// <summary>Requests made.</summary>
    public int Calls { get; private set; }

    /// <summary>Failed ones among them; being told to slow down is no failure.</summary>
    public int Attempts { get; private set; }

    public AsrReply.Failed? Last { get; private set; }

    /// <summary>
    /// What the API itself said last, if that was to slow down: a call that was cut off because the total time was over
    /// does not change it.
    /// </summary>
    public AsrError? SlowDown { get; private set; }

    public bool AreSpent => Attempts >= maxAttempts;

    public string NextRequestId() => RequestId.For(audio, ++Calls);

    public void Note(AsrReply.Failed failed)
    {
        Last = failed;
        // The next call asks in the other form: it is another question, not another attempt.
        if (failed.Outcome != AsrOutcome.SlowDown && failed.Error.Fault != AsrFault.FormatRefused)
            Attempts++;
        if (failed.Error.Fault != AsrFault.TimedOut)
            SlowDown = failed.Outcome == AsrOutcome.SlowDown ? failed.Error : null;
    }

    public bool AllowAnother(AsrReply.Failed failed) => failed.Outcome switch
    {
        AsrOutcome.SlowDown => CanWait(failed),
        AsrOutcome.TryAgain or AsrOutcome.TryAgainThenSkip => !AreSpent && CanWait(failed),
        _ => false,
    };

    private bool CanWait(AsrReply.Failed failed) => failed.Error.RetryAfter is not { } wait || wait < time.Left;
}
