namespace Longhand.Dashboard;

/// <summary>The three files that the pages refer to.</summary>
internal static class DashboardAssets
{
    public static DashboardAsset Style { get; } = DashboardAsset.Load("longhand.css", "text/css; charset=utf-8");

    public static DashboardAsset Script { get; } = DashboardAsset.Load("longhand.js", "text/javascript; charset=utf-8");

    public static DashboardAsset Icon { get; } = DashboardAsset.Load("longhand.svg", "image/svg+xml");

    public static IReadOnlyList<DashboardAsset> All { get; } = [Style, Script, Icon];
}
