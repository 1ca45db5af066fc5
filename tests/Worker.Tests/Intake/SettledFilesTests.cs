using Longhand.Intake;

namespace Longhand.Tests.Intake;

public sealed class SettledFilesTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly FolderFile Whole = new("a.mp3", 100, Noon.UtcDateTime);

    private readonly SettledFiles settled = new(TimeSpan.FromSeconds(3), TimeSpan.FromMinutes(1));

    [Fact]
    public void A_file_that_stays_the_same_is_whole_after_the_settle_time()
    {
        settled.Observe([Whole], Noon).ShouldBeEmpty();
        settled.Observe([Whole], Noon.AddSeconds(2.9)).ShouldBeEmpty();

        settled.Observe([Whole], Noon.AddSeconds(3)).ShouldBe([Whole]);
    }

    [Fact]
    public void A_file_that_grows_or_is_written_again_waits_anew()
    {
        settled.Observe([Whole], Noon);
        settled.Observe([Whole with { Bytes = 200 }], Noon.AddSeconds(2));
        settled.Observe([Whole with { Bytes = 200, ChangedAt = Noon.UtcDateTime.AddSeconds(4) }], Noon.AddSeconds(4)).ShouldBeEmpty();

        settled.Observe([Whole with { Bytes = 200, ChangedAt = Noon.UtcDateTime.AddSeconds(4) }], Noon.AddSeconds(6.9)).ShouldBeEmpty();
    }

    [Fact]
    public void A_file_that_went_and_came_back_is_a_new_one()
    {
        settled.Observe([Whole], Noon);
        settled.Observe([], Noon.AddSeconds(2));

        settled.Observe([Whole], Noon.AddSeconds(4)).ShouldBeEmpty();
    }

    [Fact]
    public void An_empty_file_may_wait_longer_for_its_first_byte()
    {
        var empty = Whole with { Bytes = 0 };
        settled.Observe([empty], Noon);

        settled.Observe([empty], Noon.AddSeconds(59)).ShouldBeEmpty();
        settled.Observe([empty], Noon.AddSeconds(60)).ShouldBe([empty]);
    }
}
