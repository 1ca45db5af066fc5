using Longhand.SherpaOnnx;
using Longhand.SpeechServer.Audio;
using Microsoft.Extensions.Options;

namespace Longhand.SpeechServer.Engine;

/// <summary>Loads the engine while the server already answers (with 503), and opens it when the self-test has passed.</summary>
internal sealed partial class EngineLoading(
    SpeechModels models,
    AudioDecoder decoder,
    EngineState state,
    IOptions<SpeechServerOptions> options,
    TimeProvider time,
    IHostApplicationLifetime lifetime,
    ILogger<EngineLoading> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var startedAt = time.GetTimestamp();
        try
        {
            await decoder.CheckInstalledAsync(stoppingToken);
            var engine = SpeechEngine.Load(models, options.Value);
            await SelfTest.RunAsync(engine, decoder, stoppingToken);
            state.Open(engine);
            var seconds = time.GetElapsedTime(startedAt).TotalSeconds;
            Log.Ready(logger, MoonshineRecognizer.EngineVersion, models.Folder, options.Value.Slots, seconds);
        }
        catch (Exception exception) when (exception is SpeechModelsException or FfmpegMissingException or SelfTestException)
        {
            // Nothing here gets better by itself; a server that answers 503 forever hides it.
            Log.Failed(logger, exception.Message);
            Environment.ExitCode = 1;
            lifetime.StopApplication();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(
            LogLevel.Information,
            "Ready: sherpa-onnx {Version} with Moonshine base (English only) from {Folder}, {Slots} at once, "
            + "loaded and self-tested in {Seconds:0.0} s")]
        public static partial void Ready(ILogger logger, string version, string folder, int slots, double seconds);

        [LoggerMessage(LogLevel.Critical, "The speech server cannot hear and stops. {Reason}")]
        public static partial void Failed(ILogger logger, string reason);
    }
}
