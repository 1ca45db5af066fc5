namespace Longhand.Dashboard;

/// <summary>An element whose children follow the database while the page is open.</summary>
/// <param name="Id">The element's id.</param>
/// <param name="Fragments">Its children, in order.</param>
public sealed record Region(string Id, IReadOnlyList<Fragment> Fragments);
