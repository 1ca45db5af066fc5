using Longhand.Hosting;

namespace Longhand.Cli;

/// <summary>Settings on the command line: <c>--Section:Key=value</c> or <c>--Section:Key value</c>.</summary>
internal abstract record SettingArguments
{
    private SettingArguments()
    {
    }

    public sealed record Settings(IReadOnlyDictionary<string, string?> Values) : SettingArguments;

    public sealed record Wrong(string Reason) : SettingArguments;

    public static SettingArguments Read(IReadOnlyList<string> arguments)
    {
        var values = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < arguments.Count; i++)
        {
            var argument = arguments[i];
            var equals = argument.IndexOf('=');
            var key = equals < 0 ? argument : argument[..equals];
            if (!key.StartsWith("--", StringComparison.Ordinal))
                return new Wrong($"'{argument}' is no command.");
            if (!IsSetting(key[2..]))
                return new Wrong($"'{key}' is no option; a setting is given as --Section:Key=value.");
            if (equals < 0 && (i + 1 == arguments.Count || arguments[i + 1].StartsWith("--", StringComparison.Ordinal)))
                return new Wrong($"{key} has no value; give it as {key}=value.");
            if (KnownSettings.WrongWith(key[2..]) is { } unknown)
                return new Wrong(unknown);
            values[key[2..]] = equals < 0 ? arguments[++i] : argument[(equals + 1)..];
        }

        return new Settings(values);
    }

    private static bool IsSetting(string key) => key.Split(':') is { Length: > 1 } parts && parts.All(part => part.Length > 0);
}
