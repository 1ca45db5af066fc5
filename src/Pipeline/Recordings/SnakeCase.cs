using System.Text.Json;

namespace Longhand.Recordings;

/// <summary>The spelling of enumerations where they leave the process: database and HTTP.</summary>
public static class SnakeCase
{
    public static string Of<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    /// <exception cref="FormatException">The text names no value of the enumeration.</exception>
    public static T Parse<T>(string text)
        where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
            if (Of(value) == text)
                return value;
        throw new FormatException(
            $"'{text}' is no {typeof(T).Name}; it is one of {string.Join(", ", Enum.GetValues<T>().Select(Of))}.");
    }
}
