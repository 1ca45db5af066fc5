namespace Longhand.Support.Faults;

/// <summary>A model that is served, with its limits.</summary>
public sealed record SpeechApiModel(
    string Name, TimeSpan LongestSegment, bool AnswersWithSegments, bool TakesTemperature)
{
    /// <summary>The largest file, in bytes.</summary>
    public long LargestFileBytes { get; init; } = 25_000_000;

    /// <summary>The two models of the contract.</summary>
    public static IReadOnlyList<SpeechApiModel> Both { get; } =
    [
        new("glm-asr", TimeSpan.FromSeconds(60), AnswersWithSegments: true, TakesTemperature: true),
        new("glm-asr-2512", TimeSpan.FromSeconds(30), AnswersWithSegments: false, TakesTemperature: false),
    ];
}
