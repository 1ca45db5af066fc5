using Longhand.Recordings;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Longhand.Media;

/// <summary>Decodes a recording once, from end to end, to the samples that its one clock counts.</summary>
public sealed partial class AudioDecoder(
    MediaTools tools, IOptions<MediaOptions> options, TimeProvider clock, ILogger<AudioDecoder> logger)
{
    /// <summary>Hands on 16 kHz mono s16 samples as bytes, whole samples at a time.</summary>
    /// <remarks>While they are being taken, decoding waits.</remarks>
    /// <exception cref="PermanentFailureException">Nothing can be decoded, or it is longer than allowed.</exception>
    /// <exception cref="ProgramStoppedException">ffmpeg was stopped from outside: what came out is not all.</exception>
    public async Task<DecodedAudio> DecodeAsync(
        string path,
        AudioDescription audio,
        ChannelMix mix,
        Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask> onSamples,
        CancellationToken cancellationToken)
    {
        var maxDuration = options.Value.MaxDuration;
        var samples = new DecodedSamples(maxDuration, onSamples);
        var whole = MediaArguments.Decode(path, audio, mix, maxDuration);
        var (code, said) = await RunAsync(whole, null, audio.Name, samples, cancellationToken);
        var end = new DecodeEnd(audio, mix, samples.Count, code, whole);
        if (!OggSalvage.Helps(end, said))
        {
            var cut = audio.Container == OggEnd.Container && !await OggEnd.IsMarkedAsync(path, cancellationToken);
            return DecodeVerdict.Of(end with { EndMarkMissing = cut, Left = Left(end, said) }, said);
        }

        var salvage = new OggSalvage(
            audio, samples,
            (from, feed, token) => RunAsync(
                MediaArguments.Resume(audio, mix, from, maxDuration), feed, audio.Name, samples, token));
        var holes = await salvage.GoOnAsync(path, said, cancellationToken);
        return DecodeVerdict.Of(end with { Samples = samples.Count, Holes = holes }, said);
    }

    private static TimeSpan Left(DecodeEnd end, ProcessDiagnostics said) =>
        said.DecodedSamples is { } decoded
            ? (decoded / (double)end.Audio.SampleRate * TimeSpan.FromSeconds(1)) - AudioClock.ToTime(end.Samples)
            : TimeSpan.Zero;

    private async Task<(int Code, ProcessDiagnostics Said)> RunAsync(
        IReadOnlyList<string> arguments,
        Func<Stream, Task>? feed,
        string name,
        DecodedSamples samples,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await using var ffmpeg = tools.StartFfmpeg(arguments, feed);
        Log.Started(logger, ffmpeg.Id, arguments);
        PipeCapacity.Enlarge(ffmpeg.Output);
        using var watch = new StallWatch(ffmpeg, options.Value.StallTimeout, clock, cancellationToken);
        await samples.TakeAllAsync(watch, cancellationToken);
        var code = await ffmpeg.OwnExitAsync(name, cancellationToken);
        Log.Decoded(logger, samples.Duration, code, ffmpeg.Diagnostics.Lines);
        return (code, ffmpeg.Diagnostics);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Debug, "Started ffmpeg {ProcessId} with {Arguments}")]
        public static partial void Started(ILogger logger, int processId, IReadOnlyList<string> arguments);

        [LoggerMessage(LogLevel.Debug, "Decoded {Duration}; ffmpeg ended with {ExitCode} and {Lines} lines")]
        public static partial void Decoded(ILogger logger, TimeSpan duration, int exitCode, int lines);
    }
}
