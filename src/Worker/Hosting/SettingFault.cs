using Microsoft.Extensions.Options;

namespace Longhand.Hosting;

/// <summary>Names wrong settings as people write them: the framework names them by class and property.</summary>
internal static class SettingFault
{
    public static string Describe(OptionsValidationException wrong)
    {
        // Every options class of the product tells its section; those of others keep the framework's words.
        var section = wrong.OptionsType.GetField("Section")?.GetRawConstantValue() as string;
        return string.Join(Environment.NewLine, wrong.Failures.Select(failure => section is null ? failure : Name(failure, section, wrong.OptionsType)));
    }

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
