using Longhand.Support;

namespace Longhand.IntegrationTests.Upkeep;

public sealed class LostJobsTests(PostgresCluster cluster)
{
    [Theory]
    [InlineData("queued")]
    [InlineData("splitting")]
    [InlineData("recognizing")]
    public async Task An_open_recording_that_lacks_its_job_at_two_looks_is_given_one(string status)
    {
        await using var house = await House.BuildAsync(cluster);
        var lost = await house.AddAsync(status);

        await house.MendAsync();
        (await house.JobsAsync()).ShouldBeEmpty();
        await house.MendAsync();

        (await house.JobsAsync()).ShouldBe([$"{lost.Id}"]);
    }

    [Fact]
    public async Task What_has_a_job_is_held_or_ended_is_left_alone()
    {
        await using var house = await House.BuildAsync(cluster);
        foreach (var status in (string[])["paused", "completed", "failed", "cancelled"])
            await house.AddAsync(status);
        await house.ExecuteAsync("update recordings set held = true where status = 'paused'");
        var waiting = await house.AddAsync();
        await house.EnqueueAsync(waiting.Id);
        await house.ExecuteAsync("update queue.qrtz_triggers set priority = 77");

        for (var look = 0; look < 3; look++)
            await house.MendAsync();

        (await house.JobsAsync()).ShouldBe([$"{waiting.Id}"]);
        // To be put into the queue again would have made its trigger anew.
        await house.ExecuteAsync("do $$ begin assert (select priority from queue.qrtz_triggers) = 77; end $$");
    }

    [Fact]
    public async Task A_recording_that_ends_between_two_looks_is_left_alone()
    {
        await using var house = await House.BuildAsync(cluster);
        var ending = await house.AddAsync();

        await house.MendAsync();
        await house.ExecuteAsync($"update recordings set status = 'cancelled', finished_at = now() where id = '{ending.Id}'");
        await house.MendAsync();

        (await house.JobsAsync()).ShouldBeEmpty();
    }
}
