using Longhand.Intake;
using Longhand.Recordings;
using Longhand.Requests;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Longhand.Dashboard;

/// <summary>Takes the upload form's files, each streamed from the network to the audio store.</summary>
internal static class UploadDoor
{
    public static async Task<IResult> ReceiveAsync(
        HttpRequest request, RecordingIntake intake, RequestBodies bodies, CancellationToken cancellationToken)
    {
        if (!SameOrigin.Allows(request))
            return Pages.Error(
                StatusCodes.Status403Forbidden,
                "Not from here",
                "This upload was sent by another site's page; only the form on this dashboard may send one.");
        if (BoundaryOf(request) is not { } boundary)
            return Pages.Error(
                StatusCodes.Status415UnsupportedMediaType, "Not a form", "An upload comes as multipart/form-data with its files.");
        var files = new List<ReceivedFile>();
        try
        {
            await ReceiveAsync(new MultipartReader(boundary, bodies.Of(request)), files, intake, cancellationToken);
            return Answer(files);
        }
        catch (UploadBrokenException broken)
        {
            // What came whole before the break stays accepted, and its sender must hear of it.
            return Pages.Error(broken.Status, "The upload broke off", [.. files.Select(file => file.Sentence), broken.Message]);
        }
    }

    private static string? BoundaryOf(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            && HeaderUtilities.RemoveQuotes(type.Boundary) is { Length: > 0 } boundary
                ? boundary.ToString()
                : null;

    private static async Task ReceiveAsync(
        MultipartReader form, List<ReceivedFile> files, RecordingIntake intake, CancellationToken cancellationToken)
    {
        var again = false;
        while (await NextAsync(form, cancellationToken) is { } part)
        {
            if (part.AsFormDataSection() is { Name: UploadForm.AgainField })
                again = true;
            // A field without a file name is no file; an empty name is a file field in which none was chosen.
            if (part.AsFileSection() is not { FileName: { Length: > 0 } name })
                continue;
            // How browsers write a quote in a form's file name (HTML standard, multipart/form-data).
            var told = name.Replace("%22", "\"", StringComparison.Ordinal);
            var incoming = new IncomingRecording(told, RecordingDoor.Api, Source: null, new FilePart(part)) { Again = again };
            var file = new ReceivedFile(told, await intake.ReceiveAsync(incoming, cancellationToken));
            files.Add(file);
            // What follows a file that there was no room for would only be read to be thrown away.
            if (file.Result is IntakeResult.TooLarge or IntakeResult.NoRoom)
                break;
        }
    }

    // Around this reading alone: what fails elsewhere on the way is the disk, and no fault of the form.
    private static async Task<MultipartSection?> NextAsync(MultipartReader form, CancellationToken cancellationToken)
    {
        try
        {
            return await form.ReadNextSectionAsync(cancellationToken);
        }
        catch (IOException malformed)
        {
            throw new UploadBrokenException(
                StatusCodes.Status400BadRequest, "The form ends before it is complete: send what is missing again.", malformed);
        }
        catch (InvalidDataException malformed)
        {
            throw new UploadBrokenException(
                StatusCodes.Status400BadRequest, $"The form cannot be read: {malformed.Message}", malformed);
        }
    }

    private static IResult Answer(List<ReceivedFile> files)
    {
        if (files.Count == 0)
            return Pages.Error(StatusCodes.Status400BadRequest, "No file chosen", "Choose a recording first, then upload it.");
        if (files.Find(file => file.Recording is null) is { } refused)
            return Pages.Error(refused.StatusCode, "Not everything was taken in", [.. files.Select(file => file.Sentence)]);
        return new SeeOther(files is [{ Recording: { } only }] ? $"/recordings/{only}" : "/");
    }
}
