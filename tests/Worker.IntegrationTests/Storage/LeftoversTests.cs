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

        await database.Leftovers.SweepAsync(token);

        Directory.GetFiles(database.AudioFolder).Select(Path.GetFileName).Order().ShouldBe(["coming.part", "stored"]);
    }

    [Fact]
    public async Task Work_folders_of_finished_recordings_are_removed_once_idle_for_a_day()
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
        Directory.CreateDirectory(Path.Combine(database.WorkFolder, "of-somebody-else"));

        await database.Leftovers.SweepAsync(token);

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
}
