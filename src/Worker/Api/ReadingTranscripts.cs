using Longhand.Recordings;
using Longhand.Stitching.Formats;
using Longhand.Transcripts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Longhand.Api;

/// <summary>Transcripts in every format.</summary>
internal static class ReadingTranscripts
{
    public static async Task<Results<PushStreamHttpResult, ProblemHttpResult>> Read(
        string id, string? format, string? download, TranscriptReads transcripts, HttpResponse response, CancellationToken cancellationToken)
    {
        if (!TranscriptFormat.TryFind(format ?? TranscriptFormat.Json.Name, out var wanted, out var error))
            return Problems.BadRequest(error);
        if (!RecordingId.TryParse(id, null, out var known) || await transcripts.ReadAsync(known, cancellationToken) is not { } transcript)
            return Problems.NoRecording(id);
        // What is not completed may say more a moment later.
        response.Headers.CacheControl = transcript.IsPartial ? "no-store" : "no-cache";
        return TypedResults.Stream(
            stream => wanted.WriteAsync(transcript, stream, cancellationToken),
            wanted.ContentType,
            fileDownloadName: IsAskedFor(download) ? transcript.Name + wanted.Extension : null);
    }

    // ?download, ?download= and ?download=true ask for a file.
    private static bool IsAskedFor(string? download) => download is not null && !download.Equals("false", StringComparison.OrdinalIgnoreCase);
}
