namespace Longhand.Hosting;

/// <summary>Refuses folders of which one is, or is inside, the other.</summary>
internal static class SeparateFolders
{
    public static void Check(string setting, string folder, string otherSetting, string otherFolder)
    {
        var (path, otherPath) = (Resolve(folder), Resolve(otherFolder));
        if (path.StartsWith(otherPath, StringComparison.Ordinal) || otherPath.StartsWith(path, StringComparison.Ordinal))
        {
            throw new StartRefusedException(
                $"{setting} ({Path.GetFullPath(folder)}) and {otherSetting} ({Path.GetFullPath(otherFolder)}) are in one another, "
                + "so that stored files would be taken for dropped ones. Name folders beside each other.");
        }
    }

    // Ends in a separator, so that /data/in is not taken for the parent of /data/incoming.
    private static string Resolve(string folder)
    {
        var path = Path.GetFullPath(folder);
        var resolved = Directory.Exists(path) ? Directory.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path : path;
        return Path.EndsInDirectorySeparator(resolved) ? resolved : resolved + Path.DirectorySeparatorChar;
    }
}
