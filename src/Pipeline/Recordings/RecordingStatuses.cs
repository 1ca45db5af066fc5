namespace Longhand.Recordings;

/// <summary>What can be said of a status without asking the database.</summary>
public static class RecordingStatuses
{
    public static bool IsFinal(this RecordingStatus status) => status >= RecordingStatus.Completed;

    /// <summary>The word that the database and the HTTP API use.</summary>
    public static string ToText(this RecordingStatus status) => SnakeCase.Of(status);

    /// <exception cref="FormatException">The word names no status.</exception>
    public static RecordingStatus Parse(string text) => SnakeCase.Parse<RecordingStatus>(text);
}
