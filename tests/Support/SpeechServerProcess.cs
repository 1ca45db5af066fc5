using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;

namespace Longhand.Support;

/// <summary>The built speech server as a process of its own, on a free port of the loopback; ended by its id.</summary>
public sealed partial class SpeechServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly Process process;
    private readonly StreamWriter log;
    private readonly TaskCompletionSource<Uri> listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private SpeechServerProcess(ProcessStartInfo start, string logFile)
    {
        LogFile = logFile;
        log = new StreamWriter(logFile) { AutoFlush = true };
        process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) => Note(line.Data);
        process.ErrorDataReceived += (_, line) => Note(line.Data);
        process.Exited += (_, _) => listening.TrySetException(
            new InvalidOperationException($"The speech server ended before it listened; see {LogFile}."));
    }

    public Uri BaseAddress { get; private set; } = new("http://127.0.0.1");

    public int ProcessId => process.Id;

    public string LogFile { get; }

    public string LogText
    {
        get
        {
            using var file = new FileStream(LogFile, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(file);
            return reader.ReadToEnd();
        }
    }

    /// <summary>Starts a server with these options and waits until it is ready to hear.</summary>
    public static async Task<SpeechServerProcess> StartAsync(IEnumerable<string> options, CancellationToken cancellationToken)
    {
        var server = await StartListeningAsync(options, cancellationToken);
        try
        {
            await server.WaitUntilReadyAsync(cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts a server with these options and waits only until it listens: its models are not loaded yet.</summary>
    public static async Task<SpeechServerProcess> StartListeningAsync(
        IEnumerable<string> options, CancellationToken cancellationToken)
    {
        var logFile = Path.Combine(Directory.CreateTempSubdirectory("longhand-speech-").FullName, "speech-server.log");
        var server = new SpeechServerProcess(StartInfo(AtAnAddress([.. options])), logFile);
        try
        {
            server.process.Start();
            server.process.BeginOutputReadLine();
            server.process.BeginErrorReadLine();
            server.BaseAddress = await server.listening.Task.WaitAsync(Patience, cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>How to run the built server with these options.</summary>
    public static ProcessStartInfo StartInfo(IEnumerable<string> options) => new("dotnet", [Program(), .. options])
    {
        UseShellExecute = false,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    };

    public async Task WaitUntilReadyAsync(CancellationToken cancellationToken)
    {
        using var client = new HttpClient { BaseAddress = BaseAddress };
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Patience);
        while (true)
        {
            if (process.HasExited)
            {
                throw new InvalidOperationException(
                    $"The speech server ended with {process.ExitCode} before it was ready; see {LogFile}.");
            }

            using var health = await client.GetAsync(new Uri("health", UriKind.Relative), deadline.Token);
            if (health.StatusCode == HttpStatusCode.OK)
                return;
            await Task.Delay(Pause, deadline.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync(CancellationToken.None);
            }
        }
        catch (InvalidOperationException)
        {
            // It was never started.
        }

        process.Dispose();
        await log.DisposeAsync();
    }

    // A free port, where none is named: one that is started again may have to be where it was.
    private static string[] AtAnAddress(string[] options) =>
        options.Contains("--urls") ? options : ["--urls", "http://127.0.0.1:0", .. options];

    private static string Program()
    {
        const string name = "Longhand.SpeechServer.dll";
        var beside = Path.Combine(AppContext.BaseDirectory, name);
        return File.Exists(beside)
            ? beside
            : throw new FileNotFoundException($"{name} is not beside this program: build the project that refers to it.", beside);
    }

    private void Note(string? line)
    {
        if (line is null)
            return;
        lock (log)
            log.WriteLine(line);
        if (Listening().Match(line) is { Success: true } match)
            listening.TrySetResult(new Uri(match.Groups["address"].Value));
    }

    [GeneratedRegex(@"Listening on (?<address>http://\S+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Listening();
}
