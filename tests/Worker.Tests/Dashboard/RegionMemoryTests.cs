using Longhand.Dashboard;

namespace Longhand.Tests.Dashboard;

public sealed class RegionMemoryTests
{
    private readonly RegionMemory memory = new();

    [Fact]
    public void The_first_patch_holds_everything()
    {
        var patch = memory.Patch([Region(("a", "1"), ("b", "2"))]).ShouldHaveSingleItem();

        patch.Order.ShouldBe(["a", "b"]);
        patch.Changed.Keys.ShouldBe(["a", "b"], ignoreOrder: true);
    }

    [Fact]
    public void What_did_not_change_is_not_sent_again()
    {
        memory.Patch([Region(("a", "1"), ("b", "2"))]);

        memory.Patch([Region(("a", "1"), ("b", "2"))]).ShouldBeEmpty();
        var patch = memory.Patch([Region(("a", "1"), ("b", "3"))]).ShouldHaveSingleItem();
        patch.Changed.ShouldBe(new Dictionary<string, string> { ["b"] = "3" });
    }

    [Fact]
    public void A_new_order_is_sent_without_what_is_known()
    {
        memory.Patch([Region(("a", "1"), ("b", "2"))]);

        var patch = memory.Patch([Region(("c", "3"), ("b", "2"))]).ShouldHaveSingleItem();

        patch.Order.ShouldBe(["c", "b"]);
        patch.Changed.Keys.ShouldBe(["c"]);
    }

    private static RenderedRegion Region(params IEnumerable<(string Key, string Html)> fragments) =>
        new("region", [.. fragments.Select(fragment => KeyValuePair.Create(fragment.Key, fragment.Html))]);
}
