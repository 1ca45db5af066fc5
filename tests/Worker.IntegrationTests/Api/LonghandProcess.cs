using System.Diagnostics;
using System.Text;
using Longhand.Support;

namespace Longhand.IntegrationTests.Api;

/// <summary>The built program in a process of its own.</summary>
internal sealed class LonghandProcess : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    private readonly Process process;

    private readonly StringBuilder output = new();

    private readonly StringBuilder error = new();

    public LonghandProcess(IEnumerable<string> arguments, IReadOnlyDictionary<string, string?> environment, string folder)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList = { WorkerProcess.FindProgram() },
        };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Keep(output, line.Data);
        process.ErrorDataReceived += (_, line) => Keep(error, line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public string Output => Text(output);

    public string Error => Text(error);

    public bool HasEnded => process.HasExited;

    /// <summary>Memory that the process holds now.</summary>
    public long ResidentBytes
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64;
        }
    }

    public static async Task<Ended> RunAsync(IEnumerable<string> arguments, IReadOnlyDictionary<string, string?> environment, string folder)
    {
        await using var longhand = new LonghandProcess(arguments, environment, folder);
        return await longhand.EndAsync();
    }

    public async Task<Ended> EndAsync()
    {
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Deadline);
        return new Ended(process.ExitCode, Output, Error);
    }

    /// <summary>Asks it to end, as a supervisor does.</summary>
    public async Task<Ended> TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        return await EndAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static void Keep(StringBuilder kept, string? line)
    {
        lock (kept)
            if (line is not null)
                kept.AppendLine(line);
    }

    private static string Text(StringBuilder kept)
    {
        lock (kept)
            return kept.ToString();
    }
}
