using System.Text.RegularExpressions;
using Longhand.Recordings;
using Microsoft.Extensions.Options;

namespace Longhand.Hosting;

/// <summary>Names wrong settings as people write them: the framework names them by class and property.</summary>
internal static partial class SettingFault
{
    public static string Describe(OptionsValidationException wrong)
    {
        // Every options class of the product tells its section; those of others keep the framework's words.
        var section = wrong.OptionsType.GetField("Section")?.GetRawConstantValue() as string;
        return string.Join(Environment.NewLine, wrong.Failures.Select(failure => section is null ? failure : Name(failure, section, wrong.OptionsType)));
    }

    /// <returns>What the setting must be; null where the exception is about something else.</returns>
    /// <remarks>
    /// The configuration's binder has no exception of its own: it names the value, the key and the type in a sentence.
    /// </remarks>
    public static string? Describe(InvalidOperationException failure)
    {
        if (Conversion().Match(failure.Message) is not { Success: true, Groups: var said })
            return null;
        return $"{said["key"].Value} is '{said["value"].Value}', and must be {Kind(said["type"].Value)}.";
    }

    private static string Kind(string type) => type switch
    {
        "System.TimeSpan" => "a duration as hours:minutes:seconds, such as 00:00:30 or, with days before it, 1.00:00:00",
        "System.Boolean" => "true or false",
        "System.Int32" or "System.Int64" => "a whole number, of not too many digits",
        "System.Double" or "System.Decimal" => "a number, such as 0.5",
        "System.Uri" => "an address, such as http://localhost:8500/",
        // The enumerations of the settings are those of the pipeline.
        _ when typeof(RecordingId).Assembly.GetType(type) is { IsEnum: true } names =>
            $"one of {string.Join(", ", Enum.GetNames(names))}",
        _ => $"a {type}",
    };

    [GeneratedRegex(
        "^Failed to convert configuration value '(?<value>.*)' at '(?<key>[^']+)' to type '(?<type>[^']+)'",
        RegexOptions.Singleline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Conversion();

    // "PageSize: The field ApiOptions.PageSize must be …" becomes "Api:PageSize must be …".
    private static string Name(string failure, string section, Type options)
    {
        var colon = failure.IndexOf(": ", StringComparison.Ordinal);
        if (colon < 0 || options.GetProperty(failure[..colon]) is not { } property)
            return failure;
        var said = failure[(colon + 2)..].Replace($"The field {options.Name}.", $"{section}:").Replace($"{options.Name}.", $"{section}:");
        return said.Contains($"{section}:{property.Name}", StringComparison.Ordinal) ? said : $"{section}:{property.Name}: {said}";
    }
}
