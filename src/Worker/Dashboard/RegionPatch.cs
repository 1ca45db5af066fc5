namespace Longhand.Dashboard;

/// <summary>What makes a region in a browser equal to the one here.</summary>
/// <param name="Id">The region's id.</param>
/// <param name="Order">The keys of all its children.</param>
/// <param name="Changed">The HTML of those that the browser does not have yet.</param>
internal sealed record RegionPatch(string Id, IReadOnlyList<string> Order, IReadOnlyDictionary<string, string> Changed);
