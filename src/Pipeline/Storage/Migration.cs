using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Longhand.Storage;

/// <summary>One SQL file of <c>migrations/</c>, carried by the assembly.</summary>
internal sealed record Migration(string Name, string Sql)
{
    private const string Folder = "migrations/";

    /// <summary>Of the file's text; an applied file never changes.</summary>
    public string Checksum => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql)));

    /// <summary>Every migration, in the order of the names.</summary>
    public static IReadOnlyList<Migration> All { get; } =
    [
        .. Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => new Migration(name[Folder.Length..], Read(name))),
    ];

    private static string Read(string resource)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}
