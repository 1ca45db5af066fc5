using System.Globalization;
using Longhand.Recordings;

namespace Longhand.Api;

/// <summary>The headers by which a client sends a request again that it does not want to be carried out again.</summary>
internal static class IdempotencyHeader
{
    /// <summary>The client's name for its request.</summary>
    public const string Name = "Idempotency-Key";

    /// <summary>Says of an answer that it is about what an earlier request of the same key brought about.</summary>
    public const string Replayed = "Idempotent-Replayed";

    /// <returns>What is wrong with the header, or null; without one there is no key.</returns>
    public static string? TryRead(IHeaderDictionary headers, out IdempotencyKey? key)
    {
        key = null;
        if (!headers.TryGetValue(Name, out var values))
            return null;
        if (values is not [{ } value] || !IdempotencyKey.TryRead(value, out var known))
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{Name} is '{values}'; it is one key of 1 to {IdempotencyKey.MaxLength} visible ASCII characters, such as "
                + $"a UUID: give one, or leave the header out.");
        key = known;
        return null;
    }
}
