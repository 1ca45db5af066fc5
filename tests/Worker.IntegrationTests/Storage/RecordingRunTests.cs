using Longhand.Recordings;
using Longhand.Storage;
using Longhand.Support;
using Microsoft.EntityFrameworkCore;
using Npgsql;

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
        var frozen = (await database.BeginAsync(id, "frozen", token))!;
        await frozen.PlanAsync(Cut(FirstSecond), token);
        var successor = (await database.BeginAsync(id, "successor", token))!;

        await Should.ThrowAsync<RunSupersededException>(frozen.PlanAsync(Cut(new SampleRange(16_000, 32_000)), token));
        await Should.ThrowAsync<RunSupersededException>(
            frozen.AnswerAsync(FirstSecond, Answer("late"), [], [new TimedUtterance(FirstSecond, "late", UtteranceTiming.Reported)], token));
        await Should.ThrowAsync<RunSupersededException>(frozen.FailAsync("late", token));

        var segment = (await successor.SegmentsAsync(token)).ShouldHaveSingleItem();
        segment.State.ShouldBe(SegmentState.Pending);
        await using var rows = database.Open();
        (await rows.Utterances.CountAsync(token)).ShouldBe(0);
    }

    [Fact]
    public async Task A_node_that_froze_before_its_run_began_begins_none_beside_its_successors()
    {
        var token = TestContext.Current.CancellationToken;
        await using var database = await MigratedDatabase.CreateAsync(cluster, token);
        var id = await database.AddRecordingAsync(token);
        var seen = (await database.Runs.FindAsync(id, token))!;
        var successor = (await database.BeginAsync(id, "successor", token))!;

        (await database.Runs.BeginAsync(id, seen.Run, "frozen", token)).ShouldBeNull();
        (await database.Runs.PauseAsync(id, seen.Run, "arrears", token)).ShouldBeFalse();

        await successor.PlanAsync(Cut(FirstSecond), token);
        (await database.Reads.FindAsync(id, token))!.Node.ShouldBe("successor");
    }

    [Fact]
    public async Task An_answer_is_readable_with_its_words_at_once_and_stays_what_it_was()
    {
        var token = TestContext.Current.CancellationToken;
        await using var database = await MigratedDatabase.CreateAsync(cluster, token);
        var run = (await database.BeginAsync(await database.AddRecordingAsync(token), "node", token))!;
        await run.PlanAsync(Cut(FirstSecond), token);

        var answer = new SpeechAnswer("hello", [new AnsweredUtterance(0.1, 0.9, "hello")], "task", "request", "glm-asr");
        await run.AnswerAsync(FirstSecond, answer, [], [new TimedUtterance(new SampleRange(1_600, 14_400), "hello", UtteranceTiming.Reported)], token);

        var segment = (await run.SegmentsAsync(token)).ShouldHaveSingleItem();
        segment.Answer!.Utterances.ShouldBe(answer.Utterances);
        (segment.Answer with { Utterances = null }).ShouldBe(answer with { Utterances = null });
        await using var rows = database.Open();
        (await rows.Utterances.SingleAsync(token)).Text.ShouldBe("hello");
        await Should.ThrowAsync<InvalidOperationException>(run.AnswerAsync(FirstSecond, answer, [], [], token));
    }

    [Fact]
    public async Task A_run_that_froze_in_the_middle_of_a_write_does_not_keep_its_successor_waiting()
    {
        var token = TestContext.Current.CancellationToken;
        await using var database = await MigratedDatabase.CreateAsync(cluster, token);
        var id = await database.AddRecordingAsync(token);
        await using var frozen = database.Open();
        await using var transaction = await frozen.BeginShortAsync(token);
        await CommandedRecording.LockAsync(frozen, id, token);

        var successor = (await database.BeginAsync(id, "successor", token).WaitAsync(TimeSpan.FromSeconds(15), token))!;

        successor.Recording.Run.ShouldBe(1);
        var woken = await Should.ThrowAsync<PostgresException>(transaction.CommitAsync(token));
        woken.SqlState.ShouldBe(ShortTransactions.TakenBack);
    }

    [Fact]
    public async Task A_null_character_in_an_answer_does_not_keep_it_from_being_stored()
    {
        var token = TestContext.Current.CancellationToken;
        await using var database = await MigratedDatabase.CreateAsync(cluster, token);
        var run = (await database.BeginAsync(await database.AddRecordingAsync(token), "node", token))!;
        await run.PlanAsync(Cut(FirstSecond), token);

        await run.AnswerAsync(FirstSecond, Answer("he\0llo"), [], [], token);

        (await run.SegmentsAsync(token)).ShouldHaveSingleItem().Answer!.Text.ShouldBe("hello");
    }

    [Fact]
    public async Task A_stored_answer_and_an_orderly_end_forgive_the_starts_before_them()
    {
        var token = TestContext.Current.CancellationToken;
        await using var database = await MigratedDatabase.CreateAsync(cluster, token);
        var id = await database.AddRecordingAsync(token);
        await database.BeginAsync(id, "crashed", token);
        var second = (await database.BeginAsync(id, "node", token))!;
        second.Recording.Starts.ShouldBe(2);

        await second.HandBackAsync(token);

        var third = (await database.BeginAsync(id, "node", token))!;
        third.Recording.Starts.ShouldBe(1);
        third.Recording.Run.ShouldBe(3);
        await third.PlanAsync(Cut(FirstSecond), token);
        await third.AnswerAsync(FirstSecond, Answer("hello"), [], [], token);
        var fourth = (await database.BeginAsync(id, "node", token))!;
        fourth.Recording.Starts.ShouldBe(1);
    }

    [Fact]
    public async Task A_recording_completes_only_with_every_sample_accounted_for()
    {
        var token = TestContext.Current.CancellationToken;
        await using var database = await MigratedDatabase.CreateAsync(cluster, token);
        var id = await database.AddRecordingAsync(token);
        var run = (await database.BeginAsync(id, "node", token))!;
        await run.PlanAsync(Cut(FirstSecond), token);
        await run.DecodedAsync(new DecodedAudio(16_000, Complete: false, ["truncated"]), token);
        await Should.ThrowAsync<PostgresException>(run.CompleteAsync(RecordingStatus.Completed, [], token));

        var words = new TimedUtterance(FirstSecond, "hello", UtteranceTiming.Estimated);
        await run.AnswerAsync(FirstSecond, Answer("hello"), [], [words], token);
        await run.CompleteAsync(RecordingStatus.Completed, [(0, [words])], token);

        var summary = (await database.Reads.FindAsync(id, token))!;
        summary.Status.ShouldBe(RecordingStatus.Completed);
        summary.DoneSamples.ShouldBe(16_000);
        summary.Notes.ShouldBe(["truncated"]);
        (await database.BeginAsync(id, "late", token)).ShouldBeNull();
    }

    [Fact]
    public async Task Calls_are_counted_as_they_are_sent_and_told_with_what_came_of_them()
    {
        var token = TestContext.Current.CancellationToken;
        await using var database = await MigratedDatabase.CreateAsync(cluster, token);
        var id = await database.AddRecordingAsync(token);
        var killed = (await database.BeginAsync(id, "killed", token))!;
        await killed.PlanAsync(Cut(FirstSecond), token);
        (await killed.CountCallAsync(FirstSecond, 16_000, token)).ShouldBe(1);
        var run = (await database.BeginAsync(id, "node", token))!;

        (await run.CountCallAsync(FirstSecond, 16_000, token)).ShouldBe(2);
        await run.MissAsync(FirstSecond, "down", [Attempt(2, "down\0!")], token);
        (await run.CountCallAsync(FirstSecond, 16_000, token)).ShouldBe(3);
        await run.AnswerAsync(FirstSecond, Answer("hello"), [Attempt(3)], [], token);

        var segment = (await run.SegmentsAsync(token)).ShouldHaveSingleItem();
        (segment.Calls, segment.SentSamples, segment.ResentSamples).ShouldBe((3, 48_000, 32_000));
        segment.Attempts.ShouldBe([Attempt(2, "down!"), Attempt(3)]);
        var summary = (await database.Reads.FindAsync(id, token))!;
        (summary.Calls, summary.SentSamples, summary.ResentSamples).ShouldBe((3, 48_000, 32_000));
    }

    [Fact]
    public async Task A_superseded_run_is_told_so_before_it_sends_anything()
    {
        var token = TestContext.Current.CancellationToken;
        await using var database = await MigratedDatabase.CreateAsync(cluster, token);
        var id = await database.AddRecordingAsync(token);
        var frozen = (await database.BeginAsync(id, "frozen", token))!;
        await frozen.PlanAsync(Cut(FirstSecond), token);
        var successor = (await database.BeginAsync(id, "successor", token))!;

        await Should.ThrowAsync<RunSupersededException>(frozen.CountCallAsync(FirstSecond, 16_000, token));

        (await successor.SegmentsAsync(token)).ShouldHaveSingleItem().Calls.ShouldBe(0);
    }

    [Fact]
    public async Task Only_the_last_calls_are_kept()
    {
        var token = TestContext.Current.CancellationToken;
        await using var database = await MigratedDatabase.CreateAsync(cluster, token);
        var run = (await database.BeginAsync(await database.AddRecordingAsync(token), "node", token))!;
        await run.PlanAsync(Cut(FirstSecond), token);

        await run.MissAsync(FirstSecond, "down", [.. Enumerable.Range(1, 15).Select(number => Attempt(number))], token);
        await run.LoseAsync(FirstSecond, "down", [.. Enumerable.Range(16, 15).Select(number => Attempt(number))], token);

        (await run.SegmentsAsync(token)).ShouldHaveSingleItem().Attempts.Select(attempt => attempt.Number)
            .ShouldBe(Enumerable.Range(11, 20));
    }

    [Fact]
    public async Task A_segment_is_replaced_by_shorter_ones_that_tile_it_and_keep_its_calls()
    {
        var token = TestContext.Current.CancellationToken;
        await using var database = await MigratedDatabase.CreateAsync(cluster, token);
        var run = (await database.BeginAsync(await database.AddRecordingAsync(token), "node", token))!;
        var whole = Cut(FirstSecond) with { Forced = true, OverlapSamples = 800 };
        await run.PlanAsync(whole, token);
        await run.PlanAsync(Cut(new SampleRange(16_000, 32_000)), token);
        await run.CountCallAsync(FirstSecond, 16_800, token);
        CutSegment[] shorter =
        [
            Cut(new SampleRange(0, 6_000)) with { Confidence = 12, Voiced = [new SampleRange(100, 200)] },
            Cut(new SampleRange(6_000, 11_000)) with { Forced = true, OverlapSamples = 400, Confidence = 2 },
            Cut(new SampleRange(11_000, 16_000)) with { Forced = true, OverlapSamples = 800 },
        ];

        await run.ReplaceAsync(whole, shorter, [Attempt(1, "too long")], token);
        await run.CountCallAsync(shorter[0].Owned, 6_000, token);
        await run.CountCallAsync(shorter[2].Owned, 5_800, token);

        var stored = await run.SegmentsAsync(token);
        stored.Select(segment => segment.ToCut() with { Voiced = [] }).ShouldBe(
            shorter.Append(Cut(new SampleRange(16_000, 32_000))).Select(cut => cut with { Voiced = [] }));
        stored[0].Voiced.ShouldBe([100, 200]);
        stored.Select(segment => (segment.Calls, segment.SentSamples, segment.ResentSamples))
            .ShouldBe([(2, 22_800, 6_000), (0, 0, 0), (1, 5_800, 5_800), (0, 0, 0)]);
        stored[0].Attempts.ShouldBe([Attempt(1, "too long")]);
        stored.Select(segment => segment.SentBefore).ShouldBe([false, true, true, false]);
    }

    [Fact]
    public async Task A_segment_is_replaced_whole_or_not_at_all()
    {
        var token = TestContext.Current.CancellationToken;
        await using var database = await MigratedDatabase.CreateAsync(cluster, token);
        var id = await database.AddRecordingAsync(token);
        var frozen = (await database.BeginAsync(id, "frozen", token))!;
        var (whole, next) = (Cut(FirstSecond), Cut(new SampleRange(16_000, 32_000)));
        await frozen.PlanAsync(whole, token);
        await frozen.PlanAsync(next, token);
        var run = (await database.BeginAsync(id, "node", token))!;
        CutSegment[] halves = [Cut(new SampleRange(0, 8_000)), Cut(new SampleRange(8_000, 16_000))];
        CutSegment[] withHole = [Cut(new SampleRange(0, 7_000)), Cut(new SampleRange(8_000, 16_000))];

        await Should.ThrowAsync<RunSupersededException>(frozen.ReplaceAsync(whole, halves, [], token));
        await Should.ThrowAsync<ArgumentException>(run.ReplaceAsync(whole, [halves[0]], [], token));
        await Should.ThrowAsync<PostgresException>(run.ReplaceAsync(whole, withHole, [], token));
        await run.AnswerAsync(next.Owned, Answer("hello"), [], [], token);
        await Should.ThrowAsync<InvalidOperationException>(run.ReplaceAsync(
            next, [Cut(new SampleRange(16_000, 20_000)), Cut(new SampleRange(20_000, 32_000))], [], token));

        (await run.SegmentsAsync(token)).Select(segment => segment.Owned).ShouldBe([whole.Owned, next.Owned]);
    }

    private static CutSegment Cut(SampleRange range) => new(range, Silent: false, Forced: false, 0, 30, [new SampleRange(0, range.Length)]);

    private static SegmentAttempt Attempt(int number, string? reason = null) => new(
        number, $"request-{number}", DateTimeOffset.UnixEpoch, 0.25, 16_000, "try_again", 500, "1234", reason);

    private static SpeechAnswer Answer(string text) => new(text, null, null, null, null);
}
