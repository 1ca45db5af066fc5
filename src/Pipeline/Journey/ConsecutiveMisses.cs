namespace Longhand.Journey;

/// <summary>Counts segments that stay unanswered. Too many in a row mean that the API, not the recording, is the trouble: it waits, and nothing has failed.</summary>
internal sealed class ConsecutiveMisses(int limit)
{
    private readonly Lock gate = new();
    private int inARow;
    private int total;
    private string? lastReason;

    /// <param name="missed">Why the segment is still unanswered; null where it was answered.</param>
    public void Count(string? missed)
    {
        lock (gate)
        {
            if (missed is null)
            {
                inARow = 0;
                return;
            }

            total++;
            lastReason = missed;
            if (++inARow >= limit)
                throw new RecordingPausedException($"The speech API answered none of {inARow} segments in a row: {missed}", until: null);
        }
    }

    public void ThrowIfAny()
    {
        if (total > 0)
            throw new SegmentsUnansweredException($"{total} segments are still without an answer: {lastReason}");
    }
}
