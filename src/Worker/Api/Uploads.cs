using Longhand.Recognition;
using Longhand.Requests;
using Longhand.Storage;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Longhand.Api;

/// <summary>Finds the file in a request without reading more of it than the head: forms are never buffered.</summary>
internal sealed class Uploads(
    RequestBodies bodies,
    IOptions<StorageOptions> storage,
    IOptions<RecognitionOptions> recognition)
{
    /// <summary>Names the file, where it is the whole body.</summary>
    internal const string NameParameter = "name";

    private const string Field = "file";

    private const string HowTo = "Send it as multipart/form-data with one part named 'file', or as the whole body with Content-Type audio/…, video/… or application/octet-stream and ?name=.";

    // Boundaries and headers around the one part of a form.
    private const int EnvelopeBytes = 64 * 1024;

    public async Task<UploadResult> OpenAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (RecordingChoices.TryRead(request.Query, recognition.Value, out var choices) is { } refusal)
            return new UploadResult.Refused(StatusCodes.Status400BadRequest, refusal);
        if (IdempotencyHeader.TryRead(request.Headers, out var key) is { } wrong)
            return new UploadResult.Refused(StatusCodes.Status400BadRequest, wrong);
        var file = await OpenFileAsync(request, cancellationToken);
        return file is UploadResult.Opened opened ? opened with { Choices = choices, Key = key } : file;
    }

    private async Task<UploadResult> OpenFileAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type))
            return new UploadResult.Refused(StatusCodes.Status415UnsupportedMediaType, $"The request does not say what it holds. {HowTo}");
        var isForm = type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase);
        if (!isForm && !IsFile(type))
            return new UploadResult.Refused(StatusCodes.Status415UnsupportedMediaType, $"{type.MediaType} is no recording. {HowTo}");
        if (request.ContentLength == 0)
            return Missing("The request is empty.");
        if (request.ContentLength > storage.Value.MaxFileBytes + (isForm ? EnvelopeBytes : 0))
            return new UploadResult.Refused(
                StatusCodes.Status413PayloadTooLarge, new AudioTooLargeException(storage.Value.MaxFileBytes).Message);
        var body = bodies.Of(request);
        return isForm
            ? await OpenFormAsync(type, body, cancellationToken)
            : new UploadResult.Opened(request.Query[NameParameter].ToString(), body);
    }

    private static bool IsFile(MediaTypeHeaderValue type) =>
        type.Type.Equals("audio", StringComparison.OrdinalIgnoreCase)
        || type.Type.Equals("video", StringComparison.OrdinalIgnoreCase)
        || type.MediaType.Equals("application/octet-stream", StringComparison.OrdinalIgnoreCase);

    private static async Task<UploadResult> OpenFormAsync(MediaTypeHeaderValue type, Stream body, CancellationToken cancellationToken)
    {
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary);
        if (StringSegment.IsNullOrEmpty(boundary))
            return Missing("The form names no boundary in its Content-Type.");
        try
        {
            var form = new MultipartReader(boundary.ToString(), body);
            return await form.ReadNextSectionAsync(cancellationToken) is { } part ? OpenPart(form, part) : Missing("The form is empty.");
        }
        catch (Exception malformed) when (malformed is IOException or InvalidDataException)
        {
            return Missing("The body is not the form that its Content-Type says.");
        }
    }

    private static UploadResult OpenPart(MultipartReader form, MultipartSection part)
    {
        if (!ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var disposition))
            return Missing("The form's first part has no readable Content-Disposition.");
        var field = HeaderUtilities.RemoveQuotes(disposition.Name);
        if (!field.Equals(Field, StringComparison.Ordinal))
            return Missing($"The form's first part is named '{field}'.");
        // What a browser sends where no file was chosen.
        if (disposition.FileName.Equals("\"\"", StringComparison.Ordinal))
            return Missing("No file was chosen.");
        // RFC 5987's form comes second in the header and first in meaning: it alone carries every character.
        var name = StringSegment.IsNullOrEmpty(disposition.FileNameStar)
            // Browsers and curl write a quote as %22 and escape nothing else.
            ? HeaderUtilities.UnescapeAsQuotedString(disposition.FileName).ToString().Replace("%22", "\"")
            : disposition.FileNameStar.ToString();
        return new UploadResult.Opened(name, new OnlyPart(form, part));
    }

    private static UploadResult.Refused Missing(string fact) => new(StatusCodes.Status400BadRequest, $"{fact} {HowTo}");
}
