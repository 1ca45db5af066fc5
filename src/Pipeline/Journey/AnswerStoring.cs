using Longhand.Recordings;
using Longhand.Stitching;
using Longhand.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Longhand.Journey;

/// <summary>Stores answers. They are paid for, so one that comes while the database is away is kept until that is back.</summary>
public sealed partial class AnswerStoring(
    IOptions<JourneyOptions> options, TimeProvider clock, ILogger<AnswerStoring> logger)
{
    /// <param name="run">The recording's.</param>
    /// <param name="cut">The segment that was answered.</param>
    /// <param name="answer">Its answer.</param>
    /// <param name="attempts">The calls it took.</param>
    /// <param name="cancellationToken">Ends the waiting for the database, and gives the answer up.</param>
    /// <exception cref="RunSupersededException">Another run has the recording by now, and sends the segment again.</exception>
    public async Task StoreAsync(
        RecordingRun run,
        CutSegment cut,
        SpeechAnswer answer,
        IReadOnlyList<SegmentAttempt> attempts,
        CancellationToken cancellationToken)
    {
        using var step = Steps.Begin(Steps.StoreAnswer, run.Recording.Id);
        var utterances = AnswerStitcher.Stitch(cut, answer);
        var came = clock.GetTimestamp();
        await DatabaseAway.OutlastAsync(
            TryAsync,
            options.Value.KeepAnswers,
            away => Log.Kept(logger, run.Recording.Id, cut.Owned, options.Value.KeepAnswers, away.Message),
            clock,
            cancellationToken);

        async Task TryAsync(int tries)
        {
            // A commit whose answer was lost may have happened.
            if (tries > 1 && await run.IsAnsweredAsync(cut.Owned, CancellationToken.None))
            {
                run.Progressed?.Invoke();
                return;
            }

            // None: the answer is here and paid for, whatever else is stopped meanwhile.
            await run.AnswerAsync(cut.Owned, answer, attempts, utterances, CancellationToken.None);
            if (tries > 1)
                Log.Stored(logger, run.Recording.Id, cut.Owned, clock.GetElapsedTime(came));
        }
    }

    private static partial class Log
    {
        [LoggerMessage(
            LogLevel.Warning,
            "The answer to {RecordingId} {Range} can't be stored and is kept for at most {Longest}: {Reason}")]
        public static partial void Kept(
            ILogger logger, RecordingId recordingId, SampleRange range, TimeSpan longest, string reason);

        [LoggerMessage(
            LogLevel.Information, "Stored the answer to {RecordingId} {Range} that was kept for {Elapsed}")]
        public static partial void Stored(
            ILogger logger, RecordingId recordingId, SampleRange range, TimeSpan elapsed);
    }
}
