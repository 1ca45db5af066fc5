namespace Longhand.Intake;

/// <summary>Tells files that are whole from files that are still being written, by looking more than once.</summary>
/// <remarks>No lock can tell: on Unix a file that another program writes opens for reading all the same.</remarks>
internal sealed class SettledFiles(TimeSpan settleTime, TimeSpan emptyFilePatience)
{
    private readonly Dictionary<string, (FolderFile File, DateTimeOffset Since)> seen = new(StringComparer.Ordinal);

    /// <summary>Takes note of a look at the folder.</summary>
    /// <returns>Those that have been the same for the settle time, an empty one for its own patience.</returns>
    public IReadOnlyList<FolderFile> Observe(IReadOnlyList<FolderFile> files, DateTimeOffset now)
    {
        var present = files.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        foreach (var gone in seen.Keys.Where(path => !present.Contains(path)).ToList())
            seen.Remove(gone);

        var settled = new List<FolderFile>();
        foreach (var file in files)
        {
            if (!seen.TryGetValue(file.Path, out var sighting) || sighting.File != file)
                seen[file.Path] = sighting = (file, now);
            if (now - sighting.Since >= (file.Bytes == 0 ? emptyFilePatience : settleTime))
                settled.Add(file);
        }

        return settled;
    }
}
