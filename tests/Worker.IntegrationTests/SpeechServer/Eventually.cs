namespace Longhand.IntegrationTests.SpeechServer;

internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public static async Task HoldsAsync(Func<bool> condition)
    {
        using var deadline = new CancellationTokenSource(Patience);
        while (!condition())
            await Task.Delay(Pause, deadline.Token);
    }
}
