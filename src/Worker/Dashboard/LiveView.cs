namespace Longhand.Dashboard;

/// <summary>The moving parts of a page at one moment.</summary>
/// <param name="Regions">Everything on the page that can change.</param>
/// <param name="Final">Whether nothing of it will change any more.</param>
internal sealed record LiveView(IReadOnlyList<Region> Regions, bool Final);
