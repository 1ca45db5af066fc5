using System.Threading.Channels;
using Longhand.Media;
using Longhand.Recognition;
using Longhand.Recordings;
using Longhand.Splitting;
using Longhand.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Longhand.Journey;

/// <summary>Splits a recording and recognizes its segments as they are cut, until each is answered, silent or lost.</summary>
public sealed partial class SegmentsInFlight(
    AudioFiles files,
    WorkFolders workFolders,
    AudioProbe probe,
    AudioSplitter splitter,
    SegmentAnswering answering,
    LearnedLimit limit,
    IOptions<RecognitionOptions> recognition,
    IOptions<JourneyOptions> journey,
    ILogger<SegmentsInFlight> logger)
{
    private const int BytesPerSample = 2;

    // Beyond what may be in flight: while answers are stored, others stand in line already.
    private const int InLine = 4;

    /// <summary>Safe to enter twice: stored cuts are kept, stored answers are not sent for again.</summary>
    /// <param name="run">The recording's.</param>
    /// <param name="stopping">Once cancelled, nothing is cut or sent any more, and calls in flight may end.</param>
    /// <param name="cancellationToken">Ends those too.</param>
    public async Task RecognizeAllAsync(
        RecordingRun run, CancellationToken stopping, CancellationToken cancellationToken)
    {
        var stored = await run.SegmentsAsync(cancellationToken);
        if (run.Recording.DecodedSamples is not null && stored.All(segment => segment.State != SegmentState.Pending))
            return;

        using var folder = workFolders.Open(run.Recording.Id, run.Recording.Run);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stopping, cancellationToken);
        var cut = Channel.CreateBounded<SplitSegment>(LookAheadSegments(run.Recording));
        var splitting = SplitAsync(run, stored, folder, cut.Writer, stop.Token);
        var recognizing = StopOnFailureAsync(RecognizeAsync(run, cut.Reader, stopping, cancellationToken), stop);
        await WhenBothEndedAsync(splitting, recognizing);
    }

    private async Task SplitAsync(
        RecordingRun run, IReadOnlyList<Segment> stored, WorkFolder folder, ChannelWriter<SplitSegment> cut, CancellationToken cancellationToken)
    {
        try
        {
            var path = PathOf(run.Recording);
            var audio = await probe.ProbeAsync(path, run.Recording.Name, run.Recording.AudioStream, cancellationToken);
            await run.DescribeAsync(audio, cancellationToken);
            var answered = stored.Where(segment => segment.State != SegmentState.Pending).Select(segment => segment.StartSample).ToHashSet();
            var known = stored.Select(segment => segment.StartSample).ToHashSet();
            var request = new SplitRequest(
                path,
                audio,
                folder.Path,
                MaxSegmentOf(run.Recording),
                [.. stored.Select(segment => segment.ToCut())],
                segment => !answered.Contains(segment.Owned.Start));
            var decoded = await splitter.SplitAsync(
                request,
                async (segment, token) =>
                {
                    if (!known.Contains(segment.Cut.Owned.Start))
                        await PlanAsync(run, segment.Cut, token);
                    if (segment.WavPath is not null)
                        await cut.WriteAsync(segment, token);
                },
                cancellationToken);
            await run.DecodedAsync(decoded, cancellationToken);
            Log.Split(logger, run.Recording.Id, AudioClock.ToTime(decoded.Samples));
        }
        finally
        {
            cut.Complete();
        }
    }

    private static async Task PlanAsync(RecordingRun run, CutSegment cut, CancellationToken cancellationToken)
    {
        using var step = Steps.Begin(Steps.Cut, run.Recording.Id);
        await run.PlanAsync(cut, cancellationToken);
    }

    private async Task RecognizeAsync(
        RecordingRun run,
        ChannelReader<SplitSegment> cut,
        CancellationToken stopping,
        CancellationToken cancellationToken)
    {
        var misses = new ConsecutiveMisses(journey.Value.MaxUnansweredInARow);
        await Parallel.ForEachAsync(
            cut.ReadAllAsync(stopping),
            new ParallelOptions
            {
                MaxDegreeOfParallelism = recognition.Value.Concurrency + InLine,
                CancellationToken = stopping,
            },
            // What stops one segment lets the others end the calls that they are in.
            async (segment, noMoreCalls) =>
                await answering.AnswerAsync(run, segment, misses.Count, noMoreCalls, cancellationToken));
        misses.ThrowIfAny();
    }

    private string PathOf(Recording recording) => recording.AudioKey is { } key && File.Exists(files.PathOf(key))
        ? files.PathOf(key)
        : throw new FileNotFoundException(
            $"The audio of recording {recording.Id} is not in this node's audio folder. Every node must see the same Storage:AudioFolder.");

    // The profile may have become shorter since the recording was handed in, or the API have shown to take less.
    private TimeSpan MaxSegmentOf(Recording recording)
    {
        var allowed = limit.MaxSegment;
        return recording.MaxSegmentSamples is { } samples && AudioClock.ToTime(samples) < allowed
            ? AudioClock.ToTime(samples)
            : allowed;
    }

    private int LookAheadSegments(Recording recording) => (int)Math.Max(
        1, journey.Value.LookAheadBytes / (AudioClock.ToSamples(MaxSegmentOf(recording)) * BytesPerSample));

    /// <summary>Recognition that failed stops splitting; splitting that failed lets what it cut be answered, since that is paid for.</summary>
    private static async Task StopOnFailureAsync(Task work, CancellationTokenSource stop)
    {
        try
        {
            await work;
        }
        catch
        {
            await stop.CancelAsync();
            throw;
        }
    }

    /// <summary>The half that failed first tells the reason; the other was cancelled because of it.</summary>
    private static async Task WhenBothEndedAsync(Task splitting, Task recognizing)
    {
        await Task.WhenAll(splitting, recognizing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var half in new[] { splitting, recognizing }.OrderBy(half => half.IsFaulted ? 0 : 1))
            await half;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Split {RecordingId}, {Length} long")]
        public static partial void Split(ILogger logger, RecordingId recordingId, TimeSpan length);
    }
}
