namespace Longhand.Support.Faults;

/// <summary>A model that is served, with its limits.</summary>
public sealed record SpeechApiModel(
    string Name, TimeSpan LongestSegment, bool AnswersWithSegments, bool TakesTemperature)
{
    public SpeechApiDialect Dialect { get; init; }

    /// <summary>The largest file, in bytes.</summary>
    public long LargestFileBytes { get; init; } = 25_000_000;

    /// <summary>Two models of either contract.</summary>
    public static IReadOnlyList<SpeechApiModel> All { get; } =
    [
        new("glm-asr", TimeSpan.FromSeconds(60), AnswersWithSegments: true, TakesTemperature: true),
        new("glm-asr-2512", TimeSpan.FromSeconds(30), AnswersWithSegments: false, TakesTemperature: false),
        OfOpenAi("whisper-1", TimeSpan.FromHours(1), answersWithSegments: true),
        OfOpenAi("gpt-4o-transcribe", TimeSpan.FromSeconds(1_400), answersWithSegments: false),
    ];

    private static SpeechApiModel OfOpenAi(string name, TimeSpan longest, bool answersWithSegments) =>
        new(name, longest, answersWithSegments, TakesTemperature: true)
        {
            Dialect = SpeechApiDialect.OpenAi,
            LargestFileBytes = 26_214_400,
        };
}
