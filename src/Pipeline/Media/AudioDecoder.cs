using Longhand.Recordings;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Longhand.Media;

/// <summary>Decodes a recording once, from end to end, to the samples that its one clock counts.</summary>
public sealed partial class AudioDecoder(MediaTools tools, IOptions<MediaOptions> options, TimeProvider clock, ILogger<AudioDecoder> logger)
{
    private const int BlockBytes = 256 << 10;

    /// <summary>Hands on 16 kHz mono s16 samples as bytes, whole samples at a time; while they are being taken, decoding waits.</summary>
    /// <exception cref="PermanentFailureException">Nothing can be decoded, or it is longer than allowed.</exception>
    /// <exception cref="ProgramStoppedException">ffmpeg was stopped from outside: what came out is not all.</exception>
    public async Task<DecodedAudio> DecodeAsync(
        string path,
        AudioDescription audio,
        ChannelMix mix,
        Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask> onSamples,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var maxDuration = options.Value.MaxDuration;
        var arguments = MediaArguments.Decode(path, audio, mix, maxDuration);
        await using var ffmpeg = tools.StartFfmpeg(arguments);
        Log.Started(logger, ffmpeg.Id, arguments);
        PipeCapacity.Enlarge(ffmpeg.Output);
        using var watch = new StallWatch(ffmpeg, options.Value.StallTimeout, clock, cancellationToken);

        var samples = await PumpAsync(watch, onSamples, AudioClock.ToSamples(maxDuration), cancellationToken);
        var code = await ffmpeg.OwnExitAsync(audio.Name, cancellationToken);
        Log.Decoded(logger, AudioClock.ToTime(samples), code, ffmpeg.Diagnostics.Lines);
        return DecodeVerdict.Of(new DecodeEnd(audio, mix, samples, code, arguments), ffmpeg.Diagnostics);
    }

    private static async Task<long> PumpAsync(
        StallWatch watch, Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask> onSamples, long maxSamples, CancellationToken cancellationToken)
    {
        var block = new byte[BlockBytes];
        var samples = 0L;
        var held = 0;
        while (await watch.ReadAsync(block.AsMemory(held)) is > 0 and var read)
        {
            // A pipe may end a read in the middle of a sample.
            var whole = (held + read) & ~1;
            samples += whole / sizeof(short);
            if (samples > maxSamples)
                throw new PermanentFailureException(
                    $"The recording is longer than Media:MaxDuration ({AudioClock.ToTime(maxSamples):d\\.hh\\:mm\\:ss}) allows: split it, or raise the limit.");
            await onSamples(block.AsMemory(0, whole), cancellationToken);
            held = held + read - whole;
            block[0] = block[whole % BlockBytes];
        }

        return samples;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Debug, "Started ffmpeg {ProcessId} with {Arguments}")]
        public static partial void Started(ILogger logger, int processId, IReadOnlyList<string> arguments);

        [LoggerMessage(LogLevel.Debug, "Decoded {Duration}; ffmpeg ended with {ExitCode} and {Lines} lines")]
        public static partial void Decoded(ILogger logger, TimeSpan duration, int exitCode, int lines);
    }
}
