using System.Net;

namespace Longhand.Support;

/// <summary>A worker in a process of its own, as an operator runs it: <c>Longhand.Worker.dll serve</c> on a loopback port.</summary>
public sealed class WorkerProcess : IAsyncDisposable
{
    private const string SolutionFile = "Worker.sln";

    // Its start migrates a database and joins the cluster, on a machine that runs tests beside it.
    private static readonly TimeSpan ReadyDeadline = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan StopDeadline = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    private readonly ChildProcess process;

    private WorkerProcess(ChildProcess process, Uri baseAddress)
    {
        this.process = process;
        BaseAddress = baseAddress;
    }

    /// <summary>Its door: <c>http://127.0.0.1:PORT/</c>.</summary>
    public Uri BaseAddress { get; }

    public int Pid => process.Pid;

    public bool HasExited => process.HasExited;

    /// <summary>The last lines of its log.</summary>
    public string Log => process.Output.Tail(200);

    /// <summary>How many of the lines that are kept of its log hold this.</summary>
    public int LinesWith(string text) => process.Output.Count(line => line.Contains(text, StringComparison.Ordinal));

    /// <summary>Starts a worker and returns when its <c>/health</c> says that it is ready.</summary>
    /// <param name="settings">By name, as in appsettings.json: <c>Storage:ConnectionString</c> or <c>Storage__ConnectionString</c>.</param>
    /// <param name="cancellationToken">Ends the waiting and the worker.</param>
    /// <exception cref="InvalidOperationException">It ended before it was ready; the message has its last words.</exception>
    /// <exception cref="TimeoutException">It was not ready in time; the message has its last words.</exception>
    public static async Task<WorkerProcess> StartAsync(IReadOnlyDictionary<string, string?> settings, CancellationToken cancellationToken)
    {
        while (true)
        {
            var worker = await BeginAsync(settings, cancellationToken);
            try
            {
                await worker.WaitUntilReadyAsync(cancellationToken);
                return worker;
            }
            catch (InvalidOperationException) when (worker.Log.Contains("address already in use", StringComparison.OrdinalIgnoreCase))
            {
                // Between our finding the port free and its taking it, somebody else took it.
                await worker.DisposeAsync();
            }
            catch
            {
                await worker.DisposeAsync();
                throw;
            }
        }
    }

    /// <summary>Starts a worker without waiting for it, to see how it fails.</summary>
    public static async Task<WorkerProcess> BeginAsync(IReadOnlyDictionary<string, string?> settings, CancellationToken cancellationToken)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort.Next()}/");
        var command = new ChildProcessCommand("dotnet", FindProgram(), "serve", "--urls", address.AbsoluteUri.TrimEnd('/'))
        {
            Environment = settings.ToDictionary(setting => setting.Key.Replace(":", "__"), setting => setting.Value),
        };
        return new WorkerProcess(await ChildProcess.StartAsync(command, cancellationToken), address);
    }

    /// <summary>Returns when <c>/health</c> answers 200.</summary>
    public async Task WaitUntilReadyAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(ReadyDeadline);
        using var client = new HttpClient { BaseAddress = BaseAddress };
        try
        {
            while (!await IsReadyAsync(client, limit.Token))
            {
                if (process.HasExited)
                    throw new InvalidOperationException($"The worker ended before it was ready. {await DescribeEndAsync(limit.Token)}");
                await Task.Delay(PollInterval, limit.Token);
            }
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"The worker was not ready within {ReadyDeadline}. {process.Describe()}", exception);
        }
    }

    /// <summary>Kills it as a power cut would (SIGKILL), and returns when it is gone.</summary>
    public Task KillAsync(CancellationToken cancellationToken) => process.KillAsync(cancellationToken);

    /// <summary>Asks it to end (SIGTERM) and returns its exit code.</summary>
    public Task<int> StopAsync(CancellationToken cancellationToken) => process.StopAsync(StopDeadline, cancellationToken);

    /// <summary>Its exit code, once it has ended by itself.</summary>
    public Task<int> WaitForExitAsync(TimeSpan deadline, CancellationToken cancellationToken) => process.WaitForExitAsync(deadline, cancellationToken);

    /// <summary>Freezes it: its connections stay open and it does nothing.</summary>
    public void Freeze() => process.Send(ChildProcessSignal.Stop);

    /// <summary>Whether it is frozen, by itself too (proc(5), <c>/proc/PID/stat</c>).</summary>
    public bool IsFrozen => File.ReadAllText($"/proc/{Pid}/stat").Split(") ")[^1].StartsWith('T');

    /// <summary>Lets it go on after <see cref="Freeze"/>.</summary>
    public void Thaw() => process.Send(ChildProcessSignal.Continue);

    public ValueTask DisposeAsync() => process.DisposeAsync();

    /// <summary>The built program, in the configuration that the tests are built in.</summary>
    public static string FindProgram()
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        var root = output;
        while (root is not null && !File.Exists(Path.Combine(root.FullName, SolutionFile)))
            root = root.Parent;
        if (root is null)
            throw new InvalidOperationException($"The tests run from {output.FullName}, and no folder above it holds {SolutionFile}.");

        // bin/Release/net10.0; only that is compiled ahead, into a folder below it.
        var configuration = output.Parent!.Name;
        var folder = Path.Combine(root.FullName, "src", "Worker", "bin", configuration, output.Name);
        var program = Path.Combine(folder, configuration == "Release" ? "publish" : "", "Longhand.Worker.dll");
        return File.Exists(program)
            ? program
            : throw new FileNotFoundException($"{program} is not built: run 'dotnet build -c {configuration}'.", program);
    }

    private static async Task<bool> IsReadyAsync(HttpClient client, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await client.GetAsync("health", cancellationToken);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            // Nobody listens yet, or no longer: the process tells which.
            return false;
        }
    }

    private async Task<string> DescribeEndAsync(CancellationToken cancellationToken)
    {
        // The last lines may still be on their way.
        await process.WaitForExitAsync(StopDeadline, cancellationToken);
        return process.Describe();
    }
}
