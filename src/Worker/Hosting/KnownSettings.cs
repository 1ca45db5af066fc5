using System.Collections;
using System.Reflection;
using Longhand.Recordings;

namespace Longhand.Hosting;

/// <summary>The settings that there are, read from the options that hold them.</summary>
internal static class KnownSettings
{
    // The framework's own, which it checks by itself.
    private static readonly string[] Foreign = ["Logging", "Kestrel"];

    private static readonly Assembly[] Ours = [typeof(Recording).Assembly, typeof(KnownSettings).Assembly];

    private static readonly Dictionary<string, Type> Sections = Ours
        .SelectMany(assembly => assembly.GetTypes())
        .Where(type => type.Name.EndsWith("Options", StringComparison.Ordinal))
        .Select(type => (Section: type.GetField("Section")?.GetRawConstantValue() as string, Type: type))
        .Where(found => found.Section is not null)
        .ToDictionary(found => found.Section!, found => found.Type, StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// What is wrong with the names of all settings that are made, wherever they are made; a section that is none of ours
    /// belongs to somebody else's program.
    /// </summary>
    public static IEnumerable<string> WrongIn(IConfiguration configuration) => configuration.AsEnumerable()
        .Where(setting => !string.IsNullOrEmpty(setting.Value) && Sections.ContainsKey(setting.Key.Split(':')[0]))
        .Select(setting => WrongWith(setting.Key)).OfType<string>();

    /// <returns>What is wrong with a key such as <c>Splitting:Overlap</c>; null where it is known.</returns>
    public static string? WrongWith(string key)
    {
        var parts = key.Split(':');
        if (Foreign.Contains(parts[0], StringComparer.OrdinalIgnoreCase))
            return null;
        return Sections.TryGetValue(parts[0], out var options)
            ? WrongIn(options, key, parts, at: 1)
            : $"There is no setting {key}: a setting begins with one of {Listed(Sections.Keys)}.";
    }

    private static string? WrongIn(Type type, string key, string[] parts, int at)
    {
        if (IsValue(type))
            return at == parts.Length ? null : $"There is no setting {key}: {Named(parts, at)} is a value.";
        if (at == parts.Length)
            return $"{key} is a section: name a setting of it.";
        // A list counts its values, a dictionary names them: any name will do.
        if (Element(type) is { } element)
            return WrongIn(element, key, parts, at + 1);
        var known = type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.CanWrite).ToList();
        return known.Find(property => property.Name.Equals(parts[at], StringComparison.OrdinalIgnoreCase)) is { } found
            ? WrongIn(Nullable.GetUnderlyingType(found.PropertyType) ?? found.PropertyType, key, parts, at + 1)
            : $"There is no setting {key}: {Named(parts, at)} holds {Listed(known.Select(property => property.Name))}.";
    }

    private static bool IsValue(Type type) => type.IsPrimitive || type.IsEnum
        || type == typeof(string) || type == typeof(decimal) || type == typeof(TimeSpan) || type == typeof(Uri);

    private static Type? Element(Type type) => type.IsGenericType && type.IsAssignableTo(typeof(IEnumerable))
        ? type.GetGenericArguments()[^1]
        : type.GetElementType();

    private static string Named(string[] parts, int count) => string.Join(':', parts[..count]);

    private static string Listed(IEnumerable<string> names) => string.Join(", ", names.Order(StringComparer.Ordinal));
}
