namespace Longhand.Recognition;

/// <summary>What must hold of the profiles, and of what the one in use is used with.</summary>
internal static class ProfileRelations
{
    private static readonly ModelProfileValidator Validator = new();

    public static IEnumerable<string> Failures(RecognitionOptions options) =>
    [
        .. options.Profiles.SelectMany(profile => OfEach(profile.Key, profile.Value)),
        .. options.Profiles.ContainsKey(options.Profile) ? OfTheOneInUse(options) : [Unknown(options)],
    ];

    private static IEnumerable<string> OfEach(string name, ModelProfile profile)
    {
        var path = PathOf(name);
        foreach (var failure in Validator.Validate(path, profile).Failures ?? [])
            yield return failure;

        // Below a second a cut has no pause to fall into.
        if (profile.MaxSegment < TimeSpan.FromSeconds(1))
        {
            yield return $"{path}:Margin ({profile.Margin}) "
                + $"must leave at least a second of {path}:LongestSegment ({profile.LongestSegment}).";
        }

        if (profile.Path?.Contains('?', StringComparison.Ordinal) == true)
            yield return $"{path}:Path ({profile.Path}) must be a path alone: a query can't be sent along.";
    }

    private static IEnumerable<string> OfTheOneInUse(RecognitionOptions options)
    {
        var (path, profile) = (PathOf(options.Profile), options.ProfileInUse());
        if (string.IsNullOrWhiteSpace(profile.Model))
        {
            yield return $"Recognition:Model is empty, and {path} names no model either: "
                + "set it to the name of one that the server offers.";
        }

        if (options.Stream && !profile.TakesStream)
        {
            yield return $"Recognition:Stream is true, and {path}:TakesStream is false: "
                + "set the one to false, or the other to true if the server can.";
        }

        if (profile.Dialect == SpeechDialect.OpenAi
            && options.BaseAddress is { IsAbsoluteUri: true } address
            && address.Host == RecognitionOptions.CloudAddress.Host)
        {
            yield return $"Recognition:Profile ({options.Profile}) is for OpenAI-compatible servers, "
                + $"which Recognition:BaseAddress ({address}) is not: set it to your server's address.";
        }
    }

    private static string Unknown(RecognitionOptions options) =>
        $"Recognition:Profile ({options.Profile}) is none of Recognition:Profiles "
        + $"({string.Join(", ", options.Profiles.Keys.Order(StringComparer.Ordinal))}).";

    private static string PathOf(string name) => $"Recognition:Profiles:{name}";
}
