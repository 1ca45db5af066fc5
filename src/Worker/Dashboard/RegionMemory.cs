namespace Longhand.Dashboard;

/// <summary>What one browser was sent, so that only differences travel.</summary>
internal sealed class RegionMemory
{
    private readonly Dictionary<string, RenderedRegion> sent = [];

    /// <summary>The difference to what was sent before, which counts as sent from here on.</summary>
    public IReadOnlyList<RegionPatch> Patch(IReadOnlyList<RenderedRegion> regions)
    {
        var patches = new List<RegionPatch>();
        foreach (var region in regions)
        {
            var before = sent.TryGetValue(region.Id, out var known) ? known.Fragments : [];
            sent[region.Id] = region;
            if (known is null || !before.SequenceEqual(region.Fragments))
                patches.Add(Difference(region, before.ToDictionary()));
        }

        return patches;
    }

    private static RegionPatch Difference(RenderedRegion region, Dictionary<string, string> before) => new(
        region.Id,
        [.. region.Fragments.Select(fragment => fragment.Key)],
        region.Fragments
            .Where(fragment => !before.TryGetValue(fragment.Key, out var html) || html != fragment.Value)
            .ToDictionary());
}
