using System.Net;
using Longhand.Support.Faults;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Longhand.Support;

/// <summary>
/// A speech API over real HTTP on a free loopback port, which speaks both dialects, each in both forms and for
/// its models, and fails as it is told to. It checks every request as the real one does, and remembers them all.
/// </summary>
/// <remarks>
/// What it answers is derived from the audio it was sent (<see cref="HashedAnswer"/>), so a lost or doubled segment
/// shows in the transcript. Faults are chosen by the first rule that fits: <see cref="OnCall"/>, <see cref="When"/>,
/// <see cref="Always"/>; without one the request is checked and answered. All members may be used while calls are made.
/// </remarks>
public sealed class FaultInjectingSpeechApi : IAsyncDisposable
{
    private const string GlmPath = "/api/paas/v4/audio/transcriptions";
    private const string OpenAiPath = "/v1/audio/transcriptions";

    private readonly WebApplication host;
    private readonly CancellationTokenSource closing = new();
    private readonly FaultScript script = new();
    private readonly CallLog log = new();
    private CallHold? hold;
    private int disposed;

    private FaultInjectingSpeechApi(WebApplication host) => this.host = host;

    /// <summary>What to configure as the base address.</summary>
    public Uri BaseAddress => new(host.Urls.Single() + "/api/");

    /// <summary>The same where the OpenAI-compatible dialect is to be spoken.</summary>
    public Uri OpenAiAddress => new(host.Urls.Single() + "/v1");

    /// <summary>The bearer key that calls must carry; null (the default): none.</summary>
    public string? ApiKey { get; set; }

    /// <summary>The models that are served.</summary>
    public IReadOnlyList<SpeechApiModel> Models { get; set; } = SpeechApiModel.All;

    /// <summary>How long each call takes before it is answered; default none.</summary>
    public TimeSpan Latency { get; set; }

    /// <summary>
    /// Calls in flight above which one is refused for its rate, without anybody having been told; default none.
    /// </summary>
    public int? HiddenCap { get; set; }

    /// <summary>What is answered to a call; default <see cref="HashedAnswer"/>.</summary>
    public Func<SpeechApiCall, SpeechApiAnswer> Answer { get; set; } = HashedAnswer.To;

    /// <summary>Every call so far whose form has arrived, in order.</summary>
    public IReadOnlyList<SpeechApiCall> Calls => log.Calls;

    /// <summary>Calls in flight now.</summary>
    public int InFlight => log.InFlight;

    /// <summary>
    /// The most calls that were ever in flight at once. A call that its sender gave up counts until that is noticed.
    /// </summary>
    public int MostInFlight => log.MostInFlight;

    public static async Task<FaultInjectingSpeechApi> StartAsync(CancellationToken cancellationToken)
    {
        // Empty: neither settings files nor variables of the machine reach into it.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Limits.MaxRequestBodySize = null;
        });
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(5));
        var api = new FaultInjectingSpeechApi(builder.Build());
        api.host.Run(api.ReceiveAsync);
        await api.host.StartAsync(cancellationToken);
        return api;
    }

    /// <summary>The call with this number, counted from 1, meets the fault.</summary>
    public void OnCall(int number, SpeechFault fault) => When(call => call.Number == number, fault);

    /// <summary>Calls that fit meet the fault, the given number of times.</summary>
    public void When(Func<SpeechApiCall, bool> fits, SpeechFault fault, int times = int.MaxValue) =>
        script.Add(call => fits(call) ? fault : null, times);

    /// <summary>Asks for each call which fault it meets; null: none. For storms of mixed faults.</summary>
    public void Choose(Func<SpeechApiCall, SpeechFault?> fault) => script.Add(fault, int.MaxValue);

    /// <summary>Every call meets the fault, until <see cref="Heal"/>.</summary>
    public void Always(SpeechFault fault) => When(_ => true, fault);

    /// <summary>Forgets all faults.</summary>
    public void Heal() => script.Clear();

    /// <summary>Calls that arrive from now on wait for <see cref="Release"/>.</summary>
    public void Hold() => HoldAfter(0);

    /// <summary>The same for calls of a higher number than this alone.</summary>
    public void HoldAfter(int number) => Interlocked.CompareExchange(ref hold, new CallHold(number), null);

    /// <summary>Lets the calls that are held go on.</summary>
    public void Release() => Interlocked.Exchange(ref hold, null)?.Release();

    /// <summary>Waits until so many calls have arrived in all.</summary>
    public Task WaitForCallsAsync(int count, CancellationToken cancellationToken) =>
        log.WaitAsync(() => log.Calls.Count >= count, cancellationToken);

    /// <summary>Waits until so many calls are in flight.</summary>
    public Task WaitForInFlightAsync(int count, CancellationToken cancellationToken) =>
        log.WaitAsync(() => log.InFlight == count, cancellationToken);

    /// <summary>Ends it with whatever it is still answering; may be called again.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, 1) == 1)
            return;

        await closing.CancelAsync();
        await host.StopAsync(CancellationToken.None);
        await host.DisposeAsync();
        closing.Dispose();
    }

    private async Task ReceiveAsync(HttpContext context)
    {
        if (!HttpMethods.IsPost(context.Request.Method) || DialectOf(context.Request.Path) is not { } dialect)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var flight = log.Enter();
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, closing.Token);
        try
        {
            var form = await SpeechApiForm.ReadAsync(context.Request, dialect, ended.Token);
            var call = log.Add(form, flight);
            await (hold?.EndFor(call) ?? Task.CompletedTask).WaitAsync(ended.Token);
            await Task.Delay(Latency, ended.Token);
            var fault = script.For(call) ?? Refusal(call);
            call.Fault = fault?.Name;
            await (fault ?? SpeechFault.None)
                .AnswerAsync(new SpeechApiExchange(context, call, Answer(call), Models, flight.Leave, ended.Token));
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The sender gave up, or the test is over: there is nobody to answer.
            context.Abort();
        }
        catch (IOException) when (context.RequestAborted.IsCancellationRequested)
        {
            context.Abort();
        }
        finally
        {
            flight.Leave();
        }
    }

    private static SpeechApiDialect? DialectOf(PathString path) => path.Value switch
    {
        GlmPath => SpeechApiDialect.Glm,
        OpenAiPath => SpeechApiDialect.OpenAi,
        _ => null,
    };

    private SpeechFault? Refusal(SpeechApiCall call) =>
        HiddenCap < call.InFlight
            ? RequestCheck.TooMany(call)
            : RequestCheck.Refusal(call, ApiKey, Models, log.IsRepeated(call));
}
