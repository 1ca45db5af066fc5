using System.Runtime.InteropServices;

namespace Longhand.Cli;

/// <summary>Turns Ctrl-C and a request to end into a cancelled token, so that the last word can be said; a second one ends at once.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource source = new();

    private readonly PosixSignalRegistration[] registrations;

    public Interruption() =>
        registrations = [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP }.Select(signal => PosixSignalRegistration.Create(signal, Handle))];

    public CancellationToken Token => source.Token;

    /// <summary>Runs what has nothing left to say when it is interrupted.</summary>
    /// <returns>The process's exit code.</returns>
    public static async Task<int> EndsAsync(Func<CancellationToken, Task<int>> command)
    {
        using var interruption = new Interruption();
        try
        {
            return await command(interruption.Token);
        }
        catch (OperationCanceledException) when (interruption.Token.IsCancellationRequested)
        {
            return ExitCode.Interrupted;
        }
    }

    public void Dispose()
    {
        foreach (var registration in registrations)
            registration.Dispose();
        source.Dispose();
    }

    private void Handle(PosixSignalContext context)
    {
        context.Cancel = !source.IsCancellationRequested;
        source.Cancel();
    }
}
