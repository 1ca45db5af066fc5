using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Longhand.Support;

/// <summary>
/// A program beside the tests, known by its pid. It ends with <see cref="DisposeAsync"/>, and by the kernel's hand if the
/// tests themselves are killed.
/// </summary>
public sealed class ChildProcess : IAsyncDisposable
{
    // What a killed process leaves to the kernel takes no longer than this, on a busy machine too.
    private static readonly TimeSpan KillDeadline = TimeSpan.FromSeconds(30);

    private readonly ChildProcessCommand command;
    private readonly Process process;

    private ChildProcess(ChildProcessCommand command)
    {
        this.command = command;
        process = new Process { StartInfo = Describe(command) };
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
    }

    public int Pid => process.Id;

    public bool HasExited => process.HasExited;

    /// <summary>Of a process that has exited; 128 + the signal where one ended it.</summary>
    public int ExitCode => process.ExitCode;

    public ChildProcessOutput Output { get; } = new();

    public static async Task<ChildProcess> StartAsync(ChildProcessCommand command, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var child = new ChildProcess(command);
        await ChildProcessStarter.StartAsync(child.process);
        child.process.StandardInput.Close();
        child.process.BeginOutputReadLine();
        child.process.BeginErrorReadLine();
        return child;
    }

    /// <summary>The first line of its output that is wanted.</summary>
    /// <exception cref="InvalidOperationException">It ended without such a line.</exception>
    /// <exception cref="TimeoutException">It wrote no such line in time.</exception>
    public async Task<string> WaitForLineAsync(Func<string, bool> wanted, TimeSpan deadline, CancellationToken cancellationToken)
    {
        var line = await InTimeAsync(token => Output.FindAsync(wanted, token), "write the line that was waited for", deadline, cancellationToken);
        return line ?? throw new InvalidOperationException($"It ended without the line that was waited for. {Describe()}");
    }

    /// <summary>Its exit code, once it has ended by itself.</summary>
    /// <exception cref="TimeoutException">It is still running.</exception>
    public Task<int> WaitForExitAsync(TimeSpan deadline, CancellationToken cancellationToken) =>
        InTimeAsync(
            async token =>
            {
                await process.WaitForExitAsync(token);
                return process.ExitCode;
            },
            "end",
            deadline,
            cancellationToken);

    public void Send(ChildProcessSignal signal)
    {
        if (Kill(Pid, (int)signal) != 0 && !process.HasExited)
            throw new InvalidOperationException($"Signal {signal} could not be sent to process {Pid}: {Marshal.GetLastPInvokeErrorMessage()}.");
    }

    /// <summary>Kills it as a power cut would, and returns when it is gone.</summary>
    public Task KillAsync(CancellationToken cancellationToken)
    {
        Send(ChildProcessSignal.Kill);
        return WaitForExitAsync(KillDeadline, cancellationToken);
    }

    /// <summary>Asks it to end (SIGTERM) and returns its exit code.</summary>
    /// <exception cref="TimeoutException">It did not end in time.</exception>
    public Task<int> StopAsync(TimeSpan deadline, CancellationToken cancellationToken)
    {
        Send(ChildProcessSignal.Terminate);
        return WaitForExitAsync(deadline, cancellationToken);
    }

    /// <summary>Command, pid, state and the last lines of its output, for a message.</summary>
    public string Describe() =>
        $"{command} (pid {Pid}, {(HasExited ? $"exit code {ExitCode}" : "running")}) wrote at last:{Environment.NewLine}{Output.Tail()}";

    /// <summary>Kills a process that one of ours has started; false where it has ended.</summary>
    public static bool TryKill(int pid) => Kill(pid, (int)ChildProcessSignal.Kill) == 0;

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            // It must be gone even where the test was cancelled.
            await KillAsync(CancellationToken.None);
        }

        process.Dispose();
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int pid, int signal);

    private static ProcessStartInfo Describe(ChildProcessCommand command)
    {
        // setpriv replaces itself by the program, so the pid is the program's.
        var start = new ProcessStartInfo("setpriv", ["--pdeathsig", "KILL", "--", command.Program, .. command.Arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = command.WorkingFolder ?? "",
        };
        foreach (var (name, value) in command.Environment)
            start.Environment[name] = value;
        return start;
    }

    private void Keep(object sender, DataReceivedEventArgs received)
    {
        if (received.Data is { } line)
            Output.Add(line);
        else
            Output.EndOfOneStream();
    }

    private async Task<T> InTimeAsync<T>(Func<CancellationToken, Task<T>> wait, string what, TimeSpan deadline, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(deadline);
        try
        {
            return await wait(limit.Token);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"It did not {what} within {deadline}. {Describe()}", exception);
        }
    }
}
