using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Longhand.Support.Faults;

/// <summary>One request as it came over the wire.</summary>
internal sealed record SpeechApiForm(
    IReadOnlyDictionary<string, IReadOnlyList<string>> Fields,
    string? Authorization,
    string? FileName,
    long FileBytes,
    SentWav? Wav)
{
    public static async Task<SpeechApiForm> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var authorization = request.Headers.Authorization.FirstOrDefault();
        if (!request.HasFormContentType)
            return new(new Dictionary<string, IReadOnlyList<string>>(), authorization, null, 0, null);

        var limits = new FormOptions { MultipartBodyLengthLimit = long.MaxValue, ValueLengthLimit = int.MaxValue };
        request.HttpContext.Features.Set<IFormFeature>(new FormFeature(request, limits));
        var form = await request.ReadFormAsync(cancellationToken);
        var fields = form.ToDictionary(
            field => field.Key, field => (IReadOnlyList<string>)[.. field.Value.OfType<string>()]);
        if (form.Files.GetFile("file") is not { } file)
            return new(fields, authorization, null, 0, null);

        using var bytes = new MemoryStream((int)file.Length);
        await file.CopyToAsync(bytes, cancellationToken);
        var wav = SentWav.Read(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
        return new(fields, authorization, file.FileName, file.Length, wav);
    }
}
