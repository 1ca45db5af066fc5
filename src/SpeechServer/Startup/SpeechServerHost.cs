using Longhand.SherpaOnnx;
using Longhand.SpeechServer.Api;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Extensions.Options;

namespace Longhand.SpeechServer.Startup;

/// <summary>The running server, from its settings to its exit code.</summary>
internal static partial class SpeechServerHost
{
    public static async Task<int> RunAsync(IReadOnlyDictionary<string, string?> settings, CancellationToken cancellationToken)
    {
        try
        {
            await using var app = Build(settings);
            var options = app.Services.GetRequiredService<IOptions<SpeechServerOptions>>().Value;
            // Recognition holds its thread: without these, two files being heard would leave none to answer /health.
            ThreadPool.SetMinThreads(Environment.ProcessorCount + options.Slots, Environment.ProcessorCount);
            foreach (var address in options.Urls.Split(';'))
                app.Urls.Add(address);

            await app.StartAsync(cancellationToken);
            Log.Listening(app.Logger, string.Join(", ", app.Urls));
            await app.WaitForShutdownAsync(cancellationToken);
            return Environment.ExitCode;
        }
        catch (Exception exception) when (
            // The last is the binder's way to say that a setting cannot be read, and names it.
            exception is OptionsValidationException or SpeechModelsException or IOException
                or InvalidOperationException { InnerException: FormatException or ArgumentException })
        {
            // IOException is Kestrel's way to say that an address is taken, and names it.
            var wayOut = exception is IOException ? " Choose another address with --urls or --port." : "";
            await Console.Error.WriteLineAsync($"The speech server cannot start. {exception.Message}{wayOut}");
            return 1;
        }
    }

    private static WebApplication Build(IReadOnlyDictionary<string, string?> settings)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "yyyy-MM-dd HH:mm:ss.fff ";
        });
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        // A host that could not start says so through its exit code and one sentence, not with a stack.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        builder.Services.AddSpeechServer();

        var app = builder.Build();
        app.UseMiddleware<RequestLog>();
        app.UseExceptionHandler(failing => failing.Run(Fail));
        app.UseStatusCodePages(pages =>
            ApiError.OfStatus(pages.HttpContext.Response.StatusCode).ExecuteAsync(pages.HttpContext));
        app.MapTranscriptions();
        app.MapHealth();
        return app;
    }

    private static Task Fail(HttpContext context)
    {
        var error = context.Features.Get<IExceptionHandlerFeature>()?.Error;
        return (error is BadHttpRequestException bad ? ApiError.OfStatus(bad.StatusCode) : ApiError.Internal).ExecuteAsync(context);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Listening on {Addresses}")]
        public static partial void Listening(ILogger logger, string addresses);
    }
}
