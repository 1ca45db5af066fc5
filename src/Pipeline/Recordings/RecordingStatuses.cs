namespace Longhand.Recordings;

/// <summary>What can be said of a status without asking the database.</summary>
public static class RecordingStatuses
{
    public static bool IsFinal(this RecordingStatus status) => status >= RecordingStatus.Completed;

    /// <summary>The word that the database and the HTTP API use.</summary>
    public static string ToText(this RecordingStatus status) => SnakeCase.Of(status);

    /// <summary>All of those words, separated by commas, for whoever used another.</summary>
    public static string AllTexts { get; } = string.Join(", ", Enum.GetValues<RecordingStatus>().Select(ToText));

    /// <summary>The status of that word, or null where it names none.</summary>
    public static RecordingStatus? Find(string text)
    {
        foreach (var status in Enum.GetValues<RecordingStatus>())
            if (status.ToText() == text)
                return status;
        return null;
    }
}
