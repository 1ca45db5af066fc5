using Longhand.Recordings;
using Longhand.Storage;
using Longhand.Support;
using Microsoft.EntityFrameworkCore;

namespace Longhand.IntegrationTests.Storage;

public sealed class RecordingRunTests(PostgresCluster cluster)
{
    private static readonly SampleRange FirstSecond = new(0, 16_000);

    [Fact]
    public async Task A_superseded_run_writes_nothing()
    {
        var token = TestContext.Current.CancellationToken;
        await using var database = await MigratedDatabase.CreateAsync(cluster, token);
        var id = await database.AddRecordingAsync(token);
        var frozen = (await database.Runs.BeginAsync(id, "frozen", token))!;
        await frozen.PlanAsync(Cut(FirstSecond), token);
        var successor = (await database.Runs.BeginAsync(id, "successor", token))!;

        await Should.ThrowAsync<RunSupersededException>(frozen.PlanAsync(Cut(new SampleRange(16_000, 32_000)), token));
        await Should.ThrowAsync<RunSupersededException>(
            frozen.AnswerAsync(FirstSecond, Answer("late"), 1, [new TimedUtterance(FirstSecond, "late", UtteranceTiming.Reported)], token));
        await Should.ThrowAsync<RunSupersededException>(frozen.FailAsync("late", token));

        var segment = (await successor.SegmentsAsync(token)).ShouldHaveSingleItem();
        segment.State.ShouldBe(SegmentState.Pending);
        await using var rows = database.Open();
        (await rows.Utterances.CountAsync(token)).ShouldBe(0);
    }

    [Fact]
    public async Task An_answer_is_readable_with_its_words_at_once_and_stays_what_it_was()
    {
        var token = TestContext.Current.CancellationToken;
        await using var database = await MigratedDatabase.CreateAsync(cluster, token);
        var run = (await database.Runs.BeginAsync(await database.AddRecordingAsync(token), "node", token))!;
        await run.PlanAsync(Cut(FirstSecond), token);

        var answer = new SpeechAnswer("hello", [new AnsweredUtterance(0.1, 0.9, "hello")], "task", "request", "glm-asr");
        await run.AnswerAsync(FirstSecond, answer, 2, [new TimedUtterance(new SampleRange(1_600, 14_400), "hello", UtteranceTiming.Reported)], token);

        var segment = (await run.SegmentsAsync(token)).ShouldHaveSingleItem();
        segment.Answer!.Utterances.ShouldBe(answer.Utterances);
        (segment.Answer with { Utterances = null }).ShouldBe(answer with { Utterances = null });
        segment.Calls.ShouldBe(2);
        await using var rows = database.Open();
        (await rows.Utterances.SingleAsync(token)).Text.ShouldBe("hello");
        await Should.ThrowAsync<InvalidOperationException>(run.AnswerAsync(FirstSecond, answer, 1, [], token));
    }

    [Fact]
    public async Task A_null_character_in_an_answer_does_not_keep_it_from_being_stored()
    {
        var token = TestContext.Current.CancellationToken;
        await using var database = await MigratedDatabase.CreateAsync(cluster, token);
        var run = (await database.Runs.BeginAsync(await database.AddRecordingAsync(token), "node", token))!;
        await run.PlanAsync(Cut(FirstSecond), token);

        await run.AnswerAsync(FirstSecond, Answer("he\0llo"), 1, [], token);

        (await run.SegmentsAsync(token)).ShouldHaveSingleItem().Answer!.Text.ShouldBe("hello");
    }

    [Fact]
    public async Task A_stored_answer_and_an_orderly_end_forgive_the_starts_before_them()
    {
        var token = TestContext.Current.CancellationToken;
        await using var database = await MigratedDatabase.CreateAsync(cluster, token);
        var id = await database.AddRecordingAsync(token);
        await database.Runs.BeginAsync(id, "crashed", token);
        var second = (await database.Runs.BeginAsync(id, "node", token))!;
        second.Recording.Starts.ShouldBe(2);

        await second.HandBackAsync(token);

        var third = (await database.Runs.BeginAsync(id, "node", token))!;
        third.Recording.Starts.ShouldBe(1);
        third.Recording.Run.ShouldBe(3);
    }

    [Fact]
    public async Task A_recording_completes_only_with_every_sample_accounted_for()
    {
        var token = TestContext.Current.CancellationToken;
        await using var database = await MigratedDatabase.CreateAsync(cluster, token);
        var id = await database.AddRecordingAsync(token);
        var run = (await database.Runs.BeginAsync(id, "node", token))!;
        await run.PlanAsync(Cut(FirstSecond), token);
        await run.DecodedAsync(new DecodedAudio(16_000, Complete: false, ["truncated"]), token);
        await Should.ThrowAsync<Npgsql.PostgresException>(run.CompleteAsync(RecordingStatus.Completed, [], token));

        var words = new TimedUtterance(FirstSecond, "hello", UtteranceTiming.Estimated);
        await run.AnswerAsync(FirstSecond, Answer("hello"), 1, [words], token);
        await run.CompleteAsync(RecordingStatus.Completed, [(0, [words])], token);

        var summary = (await database.Reads.FindAsync(id, token))!;
        summary.Status.ShouldBe(RecordingStatus.Completed);
        summary.DoneSamples.ShouldBe(16_000);
        summary.Notes.ShouldBe(["truncated"]);
        (await database.Runs.BeginAsync(id, "late", token)).ShouldBeNull();
    }

    private static CutSegment Cut(SampleRange range) => new(range, Silent: false, Forced: false, 0, 30, [new SampleRange(0, range.Length)]);

    private static SpeechAnswer Answer(string text) => new(text, null, null, null, null);
}
