using Longhand.Intake;
using Longhand.Recordings;
using Longhand.Requests;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Longhand.Api;

/// <summary>New recordings.</summary>
internal static class ReceivingRecordings
{
    /// <summary>
    /// Streams the body to the audio store and queues it: 202 for what is new, 200 with the recording that is here
    /// already for what is not.
    /// </summary>
    public static async Task<Results<Accepted<RecordingView>, Ok<RecordingView>, ProblemHttpResult>> Receive(
        HttpRequest request,
        Uploads uploads,
        RecordingIntake intake,
        RecordingViews views,
        CancellationToken cancellationToken)
    {
        try
        {
            return await uploads.OpenAsync(request, cancellationToken) switch
            {
                UploadResult.Refused refused => Problems.Of(refused.Status, refused.Reason),
                UploadResult.Opened upload => await AnswerAsync(
                    await ReceiveAsync(upload, intake, cancellationToken), request.HttpContext.Response, views, cancellationToken),
                _ => throw new InvalidOperationException("An upload is either opened or refused."),
            };
        }
        // It surfaces from inside the intake, which reads the stream and knows nothing of HTTP.
        catch (UploadBrokenException broken)
        {
            return Problems.Of(broken.Status, broken.Message);
        }
    }

    private static Task<IntakeResult> ReceiveAsync(
        UploadResult.Opened upload, RecordingIntake intake, CancellationToken cancellationToken)
    {
        var incoming = new IncomingRecording(upload.Name, RecordingDoor.Api, Source: null, upload.Content)
        {
            AudioStream = upload.Choices.Stream,
            MaxSegment = upload.Choices.MaxSegment,
            Priority = upload.Choices.Priority,
            Again = upload.Choices.Again,
            Key = upload.Key,
        };
        return intake.ReceiveAsync(incoming, cancellationToken);
    }

    private static async Task<Results<Accepted<RecordingView>, Ok<RecordingView>, ProblemHttpResult>> AnswerAsync(
        IntakeResult result, HttpResponse response, RecordingViews views, CancellationToken cancellationToken)
    {
        switch (result)
        {
            case IntakeResult.Accepted(var id):
                return await views.FindAsync(id, cancellationToken) is { } accepted
                    ? TypedResults.Accepted(RecordingLinks.Of(id).Self, accepted)
                    : Problems.NoRecording(id.ToString());
            case IntakeResult.Known(var id):
                return await FoundAsync(id, views, cancellationToken);
            case IntakeResult.Replayed(var id):
                response.Headers[IdempotencyHeader.Replayed] = "true";
                return await FoundAsync(id, views, cancellationToken);
            default:
                return Refuse(result);
        }
    }

    private static async Task<Results<Accepted<RecordingView>, Ok<RecordingView>, ProblemHttpResult>> FoundAsync(
        RecordingId id, RecordingViews views, CancellationToken cancellationToken) =>
        await views.FindAsync(id, cancellationToken) is { } recording
            ? TypedResults.Ok(recording)
            : Problems.NoRecording(id.ToString());

    private static ProblemHttpResult Refuse(IntakeResult result) => result switch
    {
        IntakeResult.Rejected rejected => Problems.Of(StatusCodes.Status422UnprocessableEntity, rejected.Reason),
        IntakeResult.KeyTaken taken => Problems.Of(StatusCodes.Status409Conflict, taken.Reason),
        IntakeResult.TooLarge tooLarge => Problems.Of(StatusCodes.Status413PayloadTooLarge, tooLarge.Reason),
        IntakeResult.NoRoom noRoom => Problems.Of(StatusCodes.Status507InsufficientStorage, noRoom.Reason),
        IntakeResult.Interrupted stopped => Problems.Of(StatusCodes.Status503ServiceUnavailable, stopped.Reason),
        _ => throw new InvalidOperationException($"{result} is no answer that this door knows."),
    };
}
