namespace Longhand.Storage;

/// <summary>How a recording stands before a run of it.</summary>
/// <param name="Run">The number of its last run, from which no other may have begun when this one does.</param>
/// <param name="Starts">Starts in a row that ended neither in order nor after an answer, as where it kills its process.</param>
/// <param name="PausedUntil">Until when it is to be left alone; null where it may run.</param>
public sealed record RecordingStand(int Run, int Starts, DateTimeOffset? PausedUntil);
