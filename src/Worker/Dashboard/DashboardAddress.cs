using Microsoft.AspNetCore.WebUtilities;

namespace Longhand.Dashboard;

/// <summary>Addresses within the dashboard.</summary>
internal static class DashboardAddress
{
    /// <summary>The path with those of the values that there are.</summary>
    public static string Query(string path, params IEnumerable<(string Name, string? Value)> values) =>
        QueryHelpers.AddQueryString(path, values
            .Where(pair => pair.Value is not null)
            .Select(pair => KeyValuePair.Create(pair.Name, pair.Value)));
}
