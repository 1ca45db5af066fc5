namespace Longhand.Dashboard;

/// <summary>A region's children as HTML, in order.</summary>
internal sealed record RenderedRegion(string Id, IReadOnlyList<KeyValuePair<string, string>> Fragments);
