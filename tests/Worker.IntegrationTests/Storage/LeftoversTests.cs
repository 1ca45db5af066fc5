using Longhand.Recordings;
using Longhand.Support;

namespace Longhand.IntegrationTests.Storage;

public sealed class LeftoversTests(PostgresCluster cluster)
{
    private static readonly DateTime LongAgo = TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-25);

    [Fact]
    public async Task Uploads_that_broke_off_a_day_ago_are_removed_and_nothing_else()
    {
        var token = TestContext.Current.CancellationToken;
        await using var database = await MigratedDatabase.CreateAsync(cluster, token);
        foreach (var name in new[] { "broken.part", "stored", "coming.part" })
            await File.WriteAllTextAsync(Path.Combine(database.AudioFolder, name), "sound", token);
        File.SetLastWriteTimeUtc(Path.Combine(database.AudioFolder, "broken.part"), LongAgo);
        File.SetLastWriteTimeUtc(Path.Combine(database.AudioFolder, "stored"), LongAgo);

        await database.Leftovers.SweepAudioAsync(token);

        Directory.GetFiles(database.AudioFolder).Select(Path.GetFileName).Order().ShouldBe(["coming.part", "stored"]);
    }

    [Fact]
    public async Task Audio_whose_worker_was_killed_before_its_row_was_committed_is_removed_after_a_day()
    {
        var token = TestContext.Current.CancellationToken;
        await using var database = await MigratedDatabase.CreateAsync(cluster, token);
        var orphan = await ReceiveAsync(database, LongAgo);

        await database.Leftovers.SweepAudioAsync(token);

        File.Exists(database.Files.PathOf(orphan)).ShouldBeFalse();
        Directory.GetFiles(database.AudioFolder).ShouldBeEmpty();
    }

    [Fact]
    public async Task Audio_that_a_row_names_or_that_may_still_get_one_stays()
    {
        var token = TestContext.Current.CancellationToken;
        await using var database = await MigratedDatabase.CreateAsync(cluster, token);
        // Of an upload in progress; of a node that was frozen for a day and goes on; of one that was killed right behind
        // its commit; and of another database.
        var coming = await ReceiveAsync(database, TimeProvider.System.GetUtcNow().UtcDateTime);
        var woken = await ReceiveAsync(database, LongAgo);
        var committed = await ReceiveAsync(database, LongAgo);
        var claimed = await ReceiveAsync(database, LongAgo);
        database.Files.TryKeep(woken).ShouldBeTrue();
        database.Files.Claim(claimed);
        var row = await database.AddRecordingAsync(token);
        await database.ExecuteAsync($"update recordings set audio_key = '{committed}' where id = '{row}'", token);

        await database.Leftovers.SweepAudioAsync(token);

        Directory.GetFiles(database.AudioFolder).Select(Path.GetFileName).Order().ShouldBe(
            new[] { coming, $"{coming}.unclaimed", woken, $"{woken}.unclaimed", committed, claimed }.Order());
    }

    [Fact]
    public async Task A_node_that_was_frozen_until_its_audio_was_swept_is_told_so()
    {
        var token = TestContext.Current.CancellationToken;
        await using var database = await MigratedDatabase.CreateAsync(cluster, token);
        var swept = await ReceiveAsync(database, LongAgo);

        await database.Leftovers.SweepAudioAsync(token);

        database.Files.TryKeep(swept).ShouldBeFalse();
    }

    [Fact]
    public async Task Work_folders_of_recordings_that_are_ended_or_gone_are_removed_once_idle_for_a_day()
    {
        var token = TestContext.Current.CancellationToken;
        await using var database = await MigratedDatabase.CreateAsync(cluster, token);
        var (idle, touched, open) = (await AddAsync(), await AddAsync(), await AddAsync());
        await using (var finish = database.Connections.CreateCommand(
            $"update recordings set status = 'cancelled', finished_at = now() where id in ('{idle}', '{touched}')"))
            await finish.ExecuteNonQueryAsync(token);
        Make(idle, LongAgo);
        Make(touched, TimeProvider.System.GetUtcNow().UtcDateTime);
        Make(open, LongAgo);
        Make(RecordingId.New(TimeProvider.System), LongAgo);
        Directory.CreateDirectory(Path.Combine(database.WorkFolder, "of-somebody-else"));

        await database.Leftovers.SweepWorkFoldersAsync(token);

        Directory.GetDirectories(database.WorkFolder).Select(Path.GetFileName).Order()
            .ShouldBe(new[] { touched.Value.ToString("N"), open.Value.ToString("N"), "of-somebody-else" }.Order());

        Task<RecordingId> AddAsync() => database.AddRecordingAsync(token);

        void Make(RecordingId id, DateTime fileWrittenAt)
        {
            var run = Directory.CreateDirectory(Path.Combine(database.WorkFolder, id.Value.ToString("N"), "run-1"));
            var file = Path.Combine(run.FullName, "0.wav");
            File.WriteAllText(file, "sound");
            File.SetLastWriteTimeUtc(file, fileWrittenAt);
            Directory.SetLastWriteTimeUtc(run.FullName, LongAgo);
            Directory.SetLastWriteTimeUtc(run.Parent!.FullName, LongAgo);
        }
    }

    [Fact]
    public async Task Audio_whose_sweep_was_killed_in_the_middle_is_swept_by_the_next()
    {
        var token = TestContext.Current.CancellationToken;
        await using var database = await MigratedDatabase.CreateAsync(cluster, token);
        var (orphan, named) = (await ReceiveAsync(database, LongAgo), await ReceiveAsync(database, LongAgo));
        database.Files.TryGiveUp(orphan, DateTime.UtcNow).ShouldBeTrue();
        database.Files.TryGiveUp(named, DateTime.UtcNow).ShouldBeTrue();
        var row = await database.AddRecordingAsync(token);
        await database.ExecuteAsync($"update recordings set audio_key = '{named}' where id = '{row}'", token);

        await database.Leftovers.SweepAudioAsync(token);

        Directory.GetFiles(database.AudioFolder).Select(Path.GetFileName).ShouldBe([named]);
    }

    [Fact]
    public async Task What_cannot_be_looked_at_or_removed_keeps_nothing_else_from_being_swept()
    {
        var token = TestContext.Current.CancellationToken;
        await using var database = await MigratedDatabase.CreateAsync(cluster, token);
        // A folder where a file is expected can be removed as neither.
        Directory.CreateDirectory(Path.Combine(database.AudioFolder, "0-first.part", "inside"));
        var orphan = await ReceiveAsync(database, LongAgo);
        Directory.CreateDirectory(database.Files.PathOf(orphan) + "0");
        File.WriteAllText(database.Files.PathOf(orphan) + "0.unclaimed", "");
        File.SetLastWriteTimeUtc(database.Files.PathOf(orphan) + "0.unclaimed", LongAgo);
        Directory.Delete(database.WorkFolder);
        await File.WriteAllTextAsync(database.WorkFolder, "no folder", token);

        await database.Leftovers.SweepWorkFoldersAsync(token);
        await database.Leftovers.SweepAudioAsync(token);

        File.Exists(database.Files.PathOf(orphan)).ShouldBeFalse();
        File.Delete(database.WorkFolder);
        Directory.CreateDirectory(database.WorkFolder);
    }

    /// <summary>A whole file as it is until its row is committed.</summary>
    private static async Task<string> ReceiveAsync(MigratedDatabase database, DateTime writtenAt)
    {
        using var content = new MemoryStream([1, 2, 3]);
        var stored = await database.Files.ReceiveAsync(
            RecordingId.New(TimeProvider.System), content, TestContext.Current.CancellationToken);
        foreach (var file in Directory.GetFiles(database.AudioFolder, $"{stored.Key}*"))
            File.SetLastWriteTimeUtc(file, writtenAt);
        return stored.Key;
    }
}
