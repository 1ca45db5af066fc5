using Longhand.Intake;
using Longhand.Recordings;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Longhand.Dashboard;

/// <summary>Takes the upload form's files, each streamed from the network to the audio store.</summary>
internal static class UploadDoor
{
    public static async Task<IResult> ReceiveAsync(HttpRequest request, RecordingIntake intake, CancellationToken cancellationToken)
    {
        if (!SameOrigin.Allows(request))
            return Pages.Error(StatusCodes.Status403Forbidden, "Not from here", "This upload was sent by another site's page; only the form on this dashboard may send one.");
        if (BoundaryOf(request) is not { } boundary)
            return Pages.Error(StatusCodes.Status415UnsupportedMediaType, "Not a form", "An upload comes as multipart/form-data with its files.");
        try
        {
            return Answer(await ReceiveAsync(new MultipartReader(boundary, request.Body), intake, cancellationToken));
        }
        catch (InvalidDataException malformed)
        {
            return Pages.Error(StatusCodes.Status400BadRequest, "Not a readable form", malformed.Message);
        }
    }

    private static string? BoundaryOf(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            && HeaderUtilities.RemoveQuotes(type.Boundary) is { Length: > 0 } boundary
                ? boundary.ToString()
                : null;

    private static async Task<IReadOnlyList<ReceivedFile>> ReceiveAsync(
        MultipartReader form, RecordingIntake intake, CancellationToken cancellationToken)
    {
        var files = new List<ReceivedFile>();
        while (await form.ReadNextSectionAsync(cancellationToken) is { } section)
        {
            // A field without a file name is no file; an empty name is a file field in which none was chosen.
            if (section.AsFileSection() is not { FileStream: { } content, FileName: { Length: > 0 } name })
                continue;
            // How browsers write a quote in a form's file name (HTML standard, multipart/form-data).
            var told = name.Replace("%22", "\"", StringComparison.Ordinal);
            var incoming = new IncomingRecording(told, RecordingDoor.Api, Source: null, content);
            var file = new ReceivedFile(told, await intake.ReceiveAsync(incoming, cancellationToken));
            files.Add(file);
            // What follows a file that there was no room for would only be read to be thrown away.
            if (file.Result is IntakeResult.TooLarge or IntakeResult.NoRoom)
                break;
        }

        return files;
    }

    private static IResult Answer(IReadOnlyList<ReceivedFile> files)
    {
        if (files.Count == 0)
            return Pages.Error(StatusCodes.Status400BadRequest, "No file chosen", "Choose a recording first, then upload it.");
        if (files.FirstOrDefault(file => file.Result is not IntakeResult.Accepted) is { } refused)
            return Pages.Error(refused.StatusCode, "Not everything was taken in", [.. files.Select(file => file.Sentence)]);
        return new SeeOther(files is [{ Result: IntakeResult.Accepted accepted }] ? $"/recordings/{accepted.Id}" : "/");
    }
}
