using System.Globalization;

namespace Longhand.Dashboard;

/// <summary>Sizes as people read them, in powers of 1024.</summary>
internal static class FileSize
{
    private static readonly string[] Units = ["B", "KiB", "MiB", "GiB", "TiB"];

    public static string Of(long bytes)
    {
        var unit = 0;
        var size = (double)bytes;
        while (size >= 1024 && unit < Units.Length - 1)
        {
            size /= 1024;
            unit++;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{size:0.#} {Units[unit]}");
    }
}
