namespace Longhand.Intake;

/// <summary>A file as one look at the folder saw it.</summary>
/// <param name="Path">Relative to the watched folder.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="ChangedAt">Its time of last writing.</param>
internal sealed record FolderFile(string Path, long Bytes, DateTime ChangedAt);
