using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Longhand.Dashboard;

/// <summary>A file of the dashboard that is carried in the assembly, so that no deployment can lose or outdate it.</summary>
internal sealed class DashboardAsset
{
    private readonly byte[] content;
    private readonly string type;
    private readonly EntityTagHeaderValue tag;

    private DashboardAsset(string name, string type, byte[] content)
    {
        this.content = content;
        this.type = type;
        var version = Convert.ToHexStringLower(SHA256.HashData(content))[..16];
        tag = new EntityTagHeaderValue($"\"{version}\"");
        Path = $"/dashboard/{name}";
        Address = $"{Path}?v={version}";
    }

    public string Path { get; }

    /// <summary>The path with the content's version in it.</summary>
    public string Address { get; }

    public static DashboardAsset Load(string name, string type)
    {
        using var resource = typeof(DashboardAsset).Assembly.GetManifestResourceStream($"wwwroot/{name}")
            ?? throw new InvalidOperationException($"The assembly carries no wwwroot/{name}; it was built without its dashboard.");
        var bytes = new byte[resource.Length];
        resource.ReadExactly(bytes);
        return new DashboardAsset(name, type, bytes);
    }

    public FileContentHttpResult Send(HttpResponse response)
    {
        // The address changes with the content, so that a browser need never ask again.
        response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return TypedResults.File(content, type, entityTag: tag);
    }
}
