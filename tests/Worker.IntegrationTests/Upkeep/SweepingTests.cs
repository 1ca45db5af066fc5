using Longhand.Recordings;
using Longhand.Support;
using Longhand.Upkeep;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Longhand.IntegrationTests.Upkeep;

public sealed class SweepingTests(PostgresCluster cluster)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("completed")]
    [InlineData("failed")]
    [InlineData("cancelled")]
    public async Task Audio_goes_a_month_after_its_recordings_end_and_no_earlier_and_the_transcript_stays(string status)
    {
        await using var house = await House.BuildAsync(cluster);
        var (ended, open) = (await house.AddAsync(status), await house.AddAsync());
        string[] both = [ended.AudioKey!, open.AudioKey!];

        house.Clock.Advance((30 * Day) - Minute);
        await house.SweepAsync();
        house.StoredFiles.ShouldBe(both, ignoreOrder: true);
        house.Clock.Advance(2 * Minute);
        await house.SweepAsync();

        house.StoredFiles.ShouldBe([open.AudioKey!]);
        (await house.FindAsync(ended.Id)).ShouldNotBeNull().AudioKey.ShouldBeNull();
        (await house.FindAsync(open.Id)).ShouldNotBeNull().AudioKey.ShouldBe(open.AudioKey);
        await using var database = house.Open();
        (await database.Segments.CountAsync(Token)).ShouldBe(2);
    }

    [Fact]
    public async Task Audio_is_kept_for_ever_where_no_time_is_set()
    {
        await using var house = await House.BuildAsync(cluster, ("Storage:KeepAudio", ""));
        var ended = await house.AddAsync("completed");

        house.Clock.Advance(3650 * Day);
        await house.SweepAsync();

        house.StoredFiles.ShouldBe([ended.AudioKey!]);
        (await house.FindAsync(ended.Id)).ShouldNotBeNull().AudioKey.ShouldBe(ended.AudioKey);
    }

    [Fact]
    public async Task Recordings_go_with_all_that_is_theirs_when_transcripts_are_to_be_kept_no_longer()
    {
        await using var house = await House.BuildAsync(cluster, ("Storage:KeepTranscripts", "7.00:00:00"));
        var (ended, open) = (await house.AddAsync("completed", key: "ended"), await house.AddAsync(key: "open"));

        house.Clock.Advance((7 * Day) - Minute);
        await house.SweepAsync();
        (await house.FindAsync(ended.Id)).ShouldNotBeNull();
        house.Clock.Advance(2 * Minute);
        await house.SweepAsync();

        (await house.FindAsync(ended.Id)).ShouldBeNull();
        house.StoredFiles.ShouldBe([open.AudioKey!]);
        await using var database = house.Open();
        (await database.Segments.Select(segment => segment.RecordingId).ToListAsync(Token)).ShouldBe([open.Id]);
    }

    [Fact]
    public async Task Many_recordings_go_in_one_sweep()
    {
        await using var house = await House.BuildAsync(cluster, ("Storage:KeepAudio", "1.00:00:00"));
        var last = await house.AddAsync("completed");
        await house.ExecuteAsync(
            """
            insert into recordings (id, name, door, content_hash, size_bytes, audio_key, status, created_at, finished_at)
            select gen_random_uuid(), 'a.mp3', 'api', content_hash, 1, 'none-' || number, 'cancelled', now(), now()
              from recordings, generate_series(1, 250) as number
            """);

        house.Clock.Advance(2 * Day);
        await house.SweepAsync();

        await using var database = house.Open();
        (await database.Recordings.CountAsync(recording => recording.AudioKey != null, Token)).ShouldBe(0);
        house.StoredFiles.ShouldBeEmpty();
        (await house.FindAsync(last.Id)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_sweep_that_is_killed_between_any_two_steps_leaves_nothing_that_the_next_does_not_mend()
    {
        await using var house = await House.BuildAsync(cluster, ("Storage:KeepAudio", ""));
        var (marked, letGo) = (await house.AddAsync("completed"), await house.AddAsync("completed"));
        house.Files.Disown(marked.AudioKey!);
        house.Files.Disown(letGo.AudioKey!);
        await house.ExecuteAsync($"update recordings set audio_key = null where id = '{letGo.Id}'");

        house.Clock.Advance(Day + Minute);
        await house.SweepAsync();

        house.StoredFiles.ShouldBe([marked.AudioKey!]);
    }

    [Fact]
    public async Task One_files_trouble_keeps_no_other_recordings_audio()
    {
        await using var house = await House.BuildAsync(cluster);
        var (troubled, other) = (await house.AddAsync("completed"), await house.AddAsync("completed"));
        // A mark cannot be made where a folder is.
        var obstacle = Directory.CreateDirectory(house.Files.PathOf(troubled.AudioKey!) + ".unclaimed");

        house.Clock.Advance(31 * Day);
        await house.SweepAsync();
        house.StoredFiles.ShouldBe([troubled.AudioKey!]);
        (await house.FindAsync(other.Id)).ShouldNotBeNull().AudioKey.ShouldBeNull();
        (await house.FindAsync(troubled.Id)).ShouldNotBeNull().AudioKey.ShouldBe(troubled.AudioKey);
        obstacle.Delete();
        await house.SweepAsync();

        house.StoredFiles.ShouldBeEmpty();
    }

    [Fact]
    public async Task Audio_stays_where_its_row_does_not_let_go_of_it()
    {
        await using var house = await House.BuildAsync(cluster);
        var ended = await house.AddAsync("completed");
        await house.ExecuteAsync(
            "alter table recordings add constraint kept check (audio_key is not null) not valid");

        house.Clock.Advance(31 * Day);
        await Should.ThrowAsync<PostgresException>(house.SweepAsync);

        File.Exists(house.Files.PathOf(ended.AudioKey!)).ShouldBeTrue();
    }

    [Fact]
    public async Task Audio_that_could_not_be_removed_when_its_row_had_let_go_of_it_is_swept_later()
    {
        await using var house = await House.BuildAsync(cluster);
        var ended = await house.AddAsync("completed");
        // A folder cannot be removed as a file.
        var audio = house.Files.PathOf(ended.AudioKey!);
        File.Delete(audio);
        Directory.CreateDirectory(audio);

        house.Clock.Advance(31 * Day);
        await house.SweepAsync();
        (await house.FindAsync(ended.Id)).ShouldNotBeNull().AudioKey.ShouldBeNull();
        Directory.Delete(audio);
        await File.WriteAllTextAsync(audio, "sound", Token);
        house.Clock.Advance(2 * Day);
        await house.SweepAsync();

        house.StoredFiles.ShouldBeEmpty();
    }

    [Fact]
    public async Task Keys_go_after_their_time_and_no_earlier()
    {
        await using var house = await House.BuildAsync(cluster, ("Intake:KeepKeys", "2.00:00:00"));
        await house.AddAsync(key: "old");
        house.Clock.Advance(2 * Minute);
        await house.AddAsync(key: "young");

        house.Clock.Advance((2 * Day) - Minute);
        await house.SweepAsync();

        await using var database = house.Open();
        (await database.UsedKeys.Select(used => used.Key).ToListAsync(Token)).ShouldBe(["young"]);
        (await database.Recordings.CountAsync(Token)).ShouldBe(2);
    }

    [Fact]
    public async Task What_nodes_share_is_swept_by_one_of_them_at_a_time_and_each_sweeps_its_own()
    {
        await using var house = await House.BuildAsync(cluster);
        var ended = await house.AddAsync("completed");
        var work = Directory.CreateDirectory(Path.Combine(house.WorkFolder, $"{RecordingId.New(house.Clock).Value:N}"));
        house.Clock.Advance(31 * Day);
        await using (var other = await house.Connections.OpenConnectionAsync(Token))
        {
            await using var take = new NpgsqlCommand($"select pg_advisory_lock({Sweeping.LockKey})", other);
            await take.ExecuteNonQueryAsync(Token);
            await house.SweepAsync();
            house.StoredFiles.ShouldBe([ended.AudioKey!]);
            work.Refresh();
            work.Exists.ShouldBeFalse();
            await using var give = new NpgsqlCommand($"select pg_advisory_unlock({Sweeping.LockKey})", other);
            await give.ExecuteNonQueryAsync(Token);
        }

        await house.SweepAsync();
        await house.SweepAsync();

        house.StoredFiles.ShouldBeEmpty();
    }
}
