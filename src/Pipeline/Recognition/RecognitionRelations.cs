using Microsoft.Extensions.Options;

namespace Longhand.Recognition;

/// <summary>What must hold between the values of the section.</summary>
internal sealed class RecognitionRelations : IValidateOptions<RecognitionOptions>
{
    public ValidateOptionsResult Validate(string? name, RecognitionOptions options)
    {
        string[] failures =
        [
            .. OfTheAddress(options),
            .. OfTheTimes(options),
            .. ProfileRelations.Failures(options),
            .. OfTheHotwords(options),
        ];
        return failures.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> OfTheAddress(RecognitionOptions options)
    {
        // Null where configuration holds an empty string.
        if (options.BaseAddress is not { IsAbsoluteUri: true, Scheme: "http" or "https" } address)
        {
            yield return $"Recognition:BaseAddress ({options.BaseAddress}) must be an absolute http or https address.";
        }
        else if (address.Query.Length > 0 || address.Fragment.Length > 0)
        {
            yield return $"Recognition:BaseAddress ({address}) must end in its path: "
                + "the profile's path is added to it.";
        }
        else if (IsOfTheCloud(address) && string.IsNullOrWhiteSpace(options.ApiKey))
        {
            yield return $"Recognition:ApiKey is empty, and {address} answers nobody without a key: "
                + "set SPEECH_API_KEY, or point Recognition:BaseAddress to a server that needs none.";
        }

        if (options.ApiKey is { } key && key.Trim().Any(character => character is <= ' ' or > '~'))
            yield return "Recognition:ApiKey must be one word of printable ASCII characters.";
    }

    private static bool IsOfTheCloud(Uri address) =>
        address.Host == RecognitionOptions.CloudAddress.Host || address.Host == RecognitionOptions.OpenAiHost;

    private static IEnumerable<string> OfTheTimes(RecognitionOptions options)
    {
        if (options.AttemptTimeout >= options.TotalTimeout)
        {
            yield return $"Recognition:AttemptTimeout ({options.AttemptTimeout}) "
                + $"must be below Recognition:TotalTimeout ({options.TotalTimeout}).";
        }

        if (options.FirstBackOff > options.LongestBackOff)
        {
            yield return $"Recognition:FirstBackOff ({options.FirstBackOff}) "
                + $"must not exceed Recognition:LongestBackOff ({options.LongestBackOff}).";
        }

        if (options.LongestBackOff >= options.TotalTimeout)
        {
            yield return $"Recognition:LongestBackOff ({options.LongestBackOff}) "
                + $"must be below Recognition:TotalTimeout ({options.TotalTimeout}).";
        }

        if (options.BreakerPause >= options.TotalTimeout)
        {
            yield return $"Recognition:BreakerPause ({options.BreakerPause}) "
                + $"must be below Recognition:TotalTimeout ({options.TotalTimeout}).";
        }
    }

    private static IEnumerable<string> OfTheHotwords(RecognitionOptions options) =>
        options.Hotwords.Any(string.IsNullOrWhiteSpace)
            ? ["Recognition:Hotwords holds an empty word: remove it."]
            : [];
}
