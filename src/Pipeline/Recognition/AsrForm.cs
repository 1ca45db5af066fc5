using System.Net.Http.Headers;

namespace Longhand.Recognition;

/// <summary>The request's multipart form. A form is sent once: the next attempt builds its own.</summary>
internal static class AsrForm
{
    private const int FileBufferBytes = 64 * 1024;

    /// <summary>Opens the segment's file; it is read while it is sent, and closed with the form.</summary>
    public static MultipartFormDataContent For(
        SegmentAudio audio, string requestId, RecognitionOptions options, AnswerFormat format)
    {
        var file = new FileStream(audio.WavPath, new FileStreamOptions
        {
            Mode = FileMode.Open,
            Access = FileAccess.Read,
            Share = FileShare.Read | FileShare.Delete,
            Options = FileOptions.Asynchronous | FileOptions.SequentialScan,
            BufferSize = FileBufferBytes,
        });
        var form = new MultipartFormDataContent();

        // Some multipart readers take a quoted boundary literally, and then find no part.
        var boundary = form.Headers.ContentType!.Parameters.Single();
        boundary.Value = boundary.Value!.Trim('"');

        foreach (var (name, value) in AsrFields.Of(requestId, options, format))
            form.Add(Named(new StringContent(value) { Headers = { ContentType = null } }, name));

        var wav = new StreamContent(file) { Headers = { ContentType = new MediaTypeHeaderValue("audio/wav") } };
        form.Add(Named(wav, "file", $"{audio.Sent.Start}.wav"));
        return form;
    }

    // Quoted by hand: the framework leaves plain names bare, which strict multipart readers refuse.
    private static HttpContent Named(HttpContent part, string name, string? fileName = null)
    {
        part.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data")
        {
            Name = $"\"{name}\"",
            FileName = fileName is null ? null : $"\"{fileName}\"",
        };
        return part;
    }
}
