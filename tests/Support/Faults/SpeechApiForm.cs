using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Longhand.Support.Faults;

/// <summary>One request as it came over the wire.</summary>
internal sealed record SpeechApiForm(
    SpeechApiDialect Dialect,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Fields,
    string? Authorization,
    string? RequestIdHeader,
    string? FileName,
    long FileBytes,
    SentWav? Wav)
{
    private static readonly IReadOnlyDictionary<string, IReadOnlyList<string>> NoFields =
        new Dictionary<string, IReadOnlyList<string>>();

    public static async Task<SpeechApiForm> ReadAsync(
        HttpRequest request, SpeechApiDialect dialect, CancellationToken cancellationToken)
    {
        var headers = request.Headers;
        var bare = new SpeechApiForm(
            dialect,
            NoFields,
            headers.Authorization.FirstOrDefault(),
            headers["X-Client-Request-Id"].FirstOrDefault() is { } id && headers["X-Request-Id"] == id ? id : null,
            FileName: null,
            FileBytes: 0,
            Wav: null);
        if (!request.HasFormContentType)
            return bare;

        var limits = new FormOptions { MultipartBodyLengthLimit = long.MaxValue, ValueLengthLimit = int.MaxValue };
        request.HttpContext.Features.Set<IFormFeature>(new FormFeature(request, limits));
        var form = await request.ReadFormAsync(cancellationToken);
        var filled = bare with
        {
            Fields = form.ToDictionary(
                field => field.Key, field => (IReadOnlyList<string>)[.. field.Value.OfType<string>()]),
        };
        if (form.Files.GetFile("file") is not { } file)
            return filled;

        using var bytes = new MemoryStream((int)file.Length);
        await file.CopyToAsync(bytes, cancellationToken);
        var wav = SentWav.Read(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
        return filled with { FileName = file.FileName, FileBytes = file.Length, Wav = wav };
    }
}
