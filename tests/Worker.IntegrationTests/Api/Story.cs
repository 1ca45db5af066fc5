using Longhand.IntegrationTests.Storage;
using Longhand.Recordings;
using Longhand.Storage;

namespace Longhand.IntegrationTests.Api;

/// <summary>Plays the worker that a recording's rows come from: two seconds, one said and one silent or lost.</summary>
internal sealed class Story(RecordingRun run)
{
    private static readonly SampleRange First = new(0, 16_000);

    private static readonly SampleRange Second = new(16_000, 32_000);

    public static async Task<Story> BeginAsync(MigratedDatabase database, RecordingId id) =>
        new((await database.BeginAsync(id, "node-1", TestContext.Current.CancellationToken))!);

    public static async Task<RecordingId> TellAsync(MigratedDatabase database, string name = "meeting.mp3")
    {
        var id = await database.AddRecordingAsync(TestContext.Current.CancellationToken, name);
        var story = await BeginAsync(database, id);
        await story.SayAsync();
        await story.EndAsync();
        return id;
    }

    public async Task SayAsync()
    {
        var token = TestContext.Current.CancellationToken;
        await run.PlanAsync(new CutSegment(First, Silent: false, Forced: false, 0, 30, []), token);
        await run.CountCallAsync(First, First.Length, token);
        await run.CountCallAsync(First, First.Length, token);
        await run.AnswerAsync(
            First,
            new SpeechAnswer("Good morning.", null, null, null, "glm-asr"),
            [Attempt(1, "try_again", 500, "1234", "network (1234)"), Attempt(2, SegmentAttempt.Answered)],
            [new TimedUtterance(First, "Good morning.", UtteranceTiming.Estimated)],
            token);
    }

    public async Task EndAsync()
    {
        var token = TestContext.Current.CancellationToken;
        await run.PlanAsync(new CutSegment(Second, Silent: true, Forced: false, 0, 30, []), token);
        await run.DecodedAsync(new DecodedAudio(Second.End, Complete: false, ["The file ends early."]), token);
        await run.CompleteAsync(RecordingStatus.Completed, Words, token);
    }

    public async Task EndWithGapAsync()
    {
        var token = TestContext.Current.CancellationToken;
        await run.PlanAsync(new CutSegment(Second, Silent: false, Forced: false, 0, 30, []), token);
        await run.CountCallAsync(Second, Second.Length, token);
        await run.LoseAsync(
            Second, "sensitive content (1301)", [Attempt(1, "skip", 400, "1301", "sensitive content (1301)")], token);
        await run.DecodedAsync(new DecodedAudio(Second.End, Complete: true, []), token);
        await run.CompleteAsync(RecordingStatus.CompletedWithGaps, Words, token);
    }

    public Task FailAsync(string error) => run.FailAsync(error, TestContext.Current.CancellationToken);

    private static SegmentAttempt Attempt(
        int number, string outcome, int? status = null, string? code = null, string? reason = null) => new(
        number, $"request-{number}", DateTimeOffset.UnixEpoch, 1.5, First.Length, outcome, status, code, reason);

    private static IEnumerable<(long SegmentStart, IReadOnlyList<TimedUtterance> Utterances)> Words { get; } =
        [(First.Start, [new TimedUtterance(First, "Good morning.", UtteranceTiming.Estimated)])];
}
