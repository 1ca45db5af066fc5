using Longhand.Media;
using Longhand.Recordings;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Longhand.Splitting;

/// <summary>Cuts a recording into segments that tile it, in one decode.</summary>
public sealed partial class AudioSplitter(
    AudioDecoder decoder,
    ChannelProbe channels,
    SilenceDetectors detectors,
    IOptions<SplittingOptions> options,
    ILogger<AudioSplitter> logger)
{
    /// <summary>Hands the segments on one by one, in order; while one is being taken, decoding waits.</summary>
    /// <exception cref="PermanentFailureException">The file holds no audio that can be decoded, or not the audio it was split from before.</exception>
    public async Task<DecodedAudio> SplitAsync(
        SplitRequest request, Func<SplitSegment, CancellationToken, ValueTask> onSegment, CancellationToken cancellationToken)
    {
        var mix = await channels.ChooseAsync(request.AudioPath, request.Audio, cancellationToken);
        var limits = SplitLimits.For(request.MaxSegment, options.Value);
        using var silences = detectors.Create();
        var stream = new SegmentStream(request, new CutPlanner(limits, options.Value, silences, request.Stored), onSegment);

        var decoded = await decoder.DecodeAsync(request.AudioPath, request.Audio, mix, stream.TakeAsync, cancellationToken);
        await stream.CompleteAsync(cancellationToken);
        Log.Split(logger, AudioClock.ToTime(decoded.Samples), stream.Segments);
        return decoded;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Debug, "Split {Duration} of audio into {Count} segments")]
        public static partial void Split(ILogger logger, TimeSpan duration, int count);
    }
}
