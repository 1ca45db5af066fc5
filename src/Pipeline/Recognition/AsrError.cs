using Longhand.Recordings;

namespace Longhand.Recognition;

/// <summary>One failed call, as far as it is known.</summary>
/// <param name="Fault">Where it failed.</param>
/// <param name="Message">What was said, or what was seen.</param>
/// <param name="Status">The HTTP status, where there was an answer.</param>
/// <param name="Code">The API's own code, where it gave one.</param>
/// <param name="RetryAfter">How long the API asks to wait.</param>
internal sealed record AsrError(
    AsrFault Fault,
    string Message,
    int? Status = null,
    string? Code = null,
    TimeSpan? RetryAfter = null)
{
    private const int LongestFact = 600;

    /// <summary>The fact in one line, with the code that its finder will search for.</summary>
    public override string ToString() => StorableText.Of(Fact, LongestFact);

    private string Fact => (Code, Status) switch
    {
        ("1301" or "content_filter" or "content_policy_violation", _) => $"sensitive content ({Code})",
        ("1300", _) => "against the API's policy (1300)",
        // A code in words may be no more than the kind of error.
        ({ } code, { } status) when code.Any(char.IsLetter) => $"{Message} ({code}, HTTP {status})",
        ({ } code, _) => $"{Message} ({code})",
        (null, { } status) => $"{Message} (HTTP {status})",
        _ => Message,
    };
}
