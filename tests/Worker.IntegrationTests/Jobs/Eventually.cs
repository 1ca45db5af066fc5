using System.Diagnostics;

namespace Longhand.IntegrationTests.Jobs;

/// <summary>Waits for a state, with a deadline that only a defect reaches.</summary>
internal static class Eventually
{
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    public static async Task IsAsync(Func<Task<bool>> condition, string what)
    {
        var started = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            Stopwatch.GetElapsedTime(started).ShouldBeLessThan(Deadline, $"waited in vain until {what}");
            await Task.Delay(Pause, TestContext.Current.CancellationToken);
        }
    }
}
