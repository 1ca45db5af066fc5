namespace Longhand.Recognition;

/// <summary>
/// The time that one segment's calls may take together: it begins with the first, and stands still while the segment
/// waits for its turn.
/// </summary>
internal sealed class CallTime(TimeSpan total, TimeProvider clock)
{
    private DateTimeOffset? deadline;

    public TimeSpan Left => deadline - clock.GetUtcNow() ?? total;

    public bool IsOver => Left <= TimeSpan.Zero;

    /// <summary>Runs a wait that doesn't count.</summary>
    public async Task<T> ExceptAsync<T>(Func<Task<T>> wait)
    {
        var began = clock.GetUtcNow();
        var result = await wait();
        var ended = clock.GetUtcNow();
        deadline = (deadline ?? began + total) + (ended - began);
        return result;
    }
}
