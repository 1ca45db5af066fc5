namespace Longhand.SpeechServer;

/// <summary>What one model of the API takes and answers: the limits belong to it, not to the code.</summary>
internal sealed record ModelProfile(string Name, TimeSpan Longest, bool AnswersSegments, bool TakesTemperature, bool TakesBase64)
{
    public const int MaxFileBytes = 25 * 1024 * 1024;
    public const int MaxHotwords = 100;

    public static readonly IReadOnlyList<ModelProfile> All =
    [
        new("glm-asr", TimeSpan.FromSeconds(60), AnswersSegments: true, TakesTemperature: true, TakesBase64: false),
        new("glm-asr-2512", TimeSpan.FromSeconds(30), AnswersSegments: false, TakesTemperature: false, TakesBase64: true),
    ];

    // Its clients name whatever model their own server has: there is one engine here, and it answers to all names.
    public static ModelProfile OfOpenAi(string name) =>
        new(name, TimeSpan.FromMinutes(10), AnswersSegments: true, TakesTemperature: true, TakesBase64: false);

    public static ModelProfile? Named(string name) => All.FirstOrDefault(profile => profile.Name == name);
}
