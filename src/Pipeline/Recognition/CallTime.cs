namespace Longhand.Recognition;

/// <summary>
/// The time that one segment's calls may take together: it begins with the first, and stands still while the segment
/// waits for its turn.
/// </summary>
internal sealed class CallTime(TimeSpan total, TimeProvider clock)
{
    private long? began;
    private TimeSpan waited;

    public TimeSpan Left => began is { } start ? total + waited - clock.GetElapsedTime(start) : total;

    public bool IsOver => Left <= TimeSpan.Zero;

    /// <summary>Runs a wait that doesn't count.</summary>
    public async Task<T> ExceptAsync<T>(Func<Task<T>> wait)
    {
        var asked = clock.GetTimestamp();
        var result = await wait();
        began ??= asked;
        waited += clock.GetElapsedTime(asked);
        return result;
    }
}
