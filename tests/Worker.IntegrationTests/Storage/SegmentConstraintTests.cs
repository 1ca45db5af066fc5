using Longhand.Support;
using Npgsql;

namespace Longhand.IntegrationTests.Storage;

/// <summary>What must never be true cannot be written, whatever the code does.</summary>
public sealed class SegmentConstraintTests(PostgresCluster cluster)
{
    [Theory]
    [InlineData("(0, 100), (120, 200)", "segments_are_contiguous")]
    [InlineData("(10, 100)", "segments_are_contiguous")]
    [InlineData("(0, 100), (100, 200), (100, 300)", "segments_pkey")]
    [InlineData("(0, 100), (50, 100)", "segments_end")]
    [InlineData("(0, 100), (100, 100)", "segment_has_length")]
    public async Task Segments_that_do_not_tile_their_recording_are_refused(string ranges, string constraint)
    {
        var token = TestContext.Current.CancellationToken;
        await using var database = await MigratedDatabase.CreateAsync(cluster, token);
        var id = await database.AddRecordingAsync(token);

        var refusal = await Should.ThrowAsync<PostgresException>(database.ExecuteAsync(
            $"insert into segments (recording_id, start_sample, end_sample, state, confidence) select '{id}', a, b, 'pending', 30 from (values {ranges}) as ranges (a, b)",
            token));

        // A range of no length ends where its predecessor ends, so that either constraint may be the one that speaks.
        new[] { refusal.ConstraintName, "segment_has_length" }.ShouldContain(constraint);
    }

    [Theory]
    [InlineData("pending", "'completed'", "recording_is_accounted_for")]
    [InlineData("silent", "'completed_with_gaps'", "recording_is_accounted_for")]
    public async Task A_recording_that_is_not_accounted_for_cannot_become_completed(string state, string status, string constraint)
    {
        var token = TestContext.Current.CancellationToken;
        await using var database = await MigratedDatabase.CreateAsync(cluster, token);
        var id = await database.AddRecordingAsync(token);
        await database.ExecuteAsync(
            $"insert into segments (recording_id, start_sample, end_sample, state, confidence) values ('{id}', 0, 100, '{state}', 30)", token);

        var refusal = await Should.ThrowAsync<PostgresException>(database.ExecuteAsync(
            $"update recordings set status = {status}, decoded_samples = 100, finished_at = now()", token));

        refusal.ConstraintName.ShouldBe(constraint);
    }

    [Fact]
    public async Task A_recording_with_a_gap_is_completed_with_gaps_and_not_otherwise()
    {
        var token = TestContext.Current.CancellationToken;
        await using var database = await MigratedDatabase.CreateAsync(cluster, token);
        var id = await database.AddRecordingAsync(token);
        await database.ExecuteAsync(
            $"insert into segments (recording_id, start_sample, end_sample, state, confidence, gap_reason) values ('{id}', 0, 100, 'gap', 30, 'down')",
            token);

        var refusal = await Should.ThrowAsync<PostgresException>(database.ExecuteAsync(
            "update recordings set status = 'completed', decoded_samples = 100, finished_at = now()", token));
        await database.ExecuteAsync(
            "update recordings set status = 'completed_with_gaps', decoded_samples = 100, finished_at = now()", token);

        refusal.ConstraintName.ShouldBe("recording_is_accounted_for");
    }

    [Fact]
    public async Task A_recording_whose_last_sample_lies_in_no_segment_cannot_become_completed()
    {
        var token = TestContext.Current.CancellationToken;
        await using var database = await MigratedDatabase.CreateAsync(cluster, token);
        var id = await database.AddRecordingAsync(token);
        await database.ExecuteAsync(
            $"insert into segments (recording_id, start_sample, end_sample, state, confidence) values ('{id}', 0, 100, 'silent', 30)", token);

        var refusal = await Should.ThrowAsync<PostgresException>(database.ExecuteAsync(
            "update recordings set status = 'completed', decoded_samples = 101, finished_at = now()", token));

        refusal.ConstraintName.ShouldBe("recording_is_accounted_for");
    }

    [Theory]
    [InlineData("status = 'completed', decoded_samples = 1", "finished_exactly_when_final")]
    [InlineData("finished_at = now()", "finished_exactly_when_final")]
    [InlineData("status = 'failed', finished_at = now()", "failure_says_why")]
    [InlineData("status = 'lost'", "status_is_known")]
    [InlineData("content_hash = '\\x00'", "content_hash_is_sha256")]
    public async Task A_row_that_contradicts_itself_is_refused(string change, string constraint)
    {
        var token = TestContext.Current.CancellationToken;
        await using var database = await MigratedDatabase.CreateAsync(cluster, token);
        await database.AddRecordingAsync(token);
        await database.ExecuteAsync(
            "insert into segments (recording_id, start_sample, end_sample, state, confidence) select id, 0, 1, 'silent', 30 from recordings", token);

        var refusal = await Should.ThrowAsync<PostgresException>(database.ExecuteAsync($"update recordings set {change}", token));

        refusal.ConstraintName.ShouldBe(constraint);
    }

    [Fact]
    public async Task A_recording_goes_with_all_that_hangs_on_it()
    {
        var token = TestContext.Current.CancellationToken;
        await using var database = await MigratedDatabase.CreateAsync(cluster, token);
        var id = await database.AddRecordingAsync(token);
        await database.ExecuteAsync(
            $"""
             insert into segments (recording_id, start_sample, end_sample, state, confidence)
             values ('{id}', 0, 100, 'silent', 30), ('{id}', 100, 200, 'pending', 30);
             insert into utterances values ('{id}', 100, 0, 100, 150, 'words', 'reported');
             delete from recordings
             """,
            token);

        await using var rows = database.Connections.CreateCommand("select (select count(*) from segments) + (select count(*) from utterances)");
        (await rows.ExecuteScalarAsync(token)).ShouldBe(0L);
    }
}
