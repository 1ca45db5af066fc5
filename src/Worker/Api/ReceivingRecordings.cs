using Longhand.Intake;
using Longhand.Recordings;
using Longhand.Requests;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Longhand.Api;

/// <summary>New recordings.</summary>
internal static class ReceivingRecordings
{
    /// <summary>Streams the body to the audio store and queues it.</summary>
    public static async Task<Results<Accepted<RecordingView>, ProblemHttpResult>> Receive(
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
                UploadResult.Opened upload => await ReceiveAsync(upload, intake, views, cancellationToken),
                _ => throw new InvalidOperationException("An upload is either opened or refused."),
            };
        }
        // It surfaces from inside the intake, which reads the stream and knows nothing of HTTP.
        catch (UploadBrokenException broken)
        {
            return Problems.Of(broken.Status, broken.Message);
        }
    }

    private static async Task<Results<Accepted<RecordingView>, ProblemHttpResult>> ReceiveAsync(
        UploadResult.Opened upload, RecordingIntake intake, RecordingViews views, CancellationToken cancellationToken)
    {
        var incoming = new IncomingRecording(upload.Name, RecordingDoor.Api, Source: null, upload.Content)
        {
            AudioStream = upload.Choices.Stream,
            MaxSegment = upload.Choices.MaxSegment,
            Priority = upload.Choices.Priority,
        };
        return await intake.ReceiveAsync(incoming, cancellationToken) switch
        {
            IntakeResult.Accepted accepted => await AcceptedAsync(accepted.Id, views, cancellationToken),
            IntakeResult.Rejected rejected => Problems.Of(StatusCodes.Status422UnprocessableEntity, rejected.Reason),
            IntakeResult.TooLarge tooLarge => Problems.Of(StatusCodes.Status413PayloadTooLarge, tooLarge.Reason),
            IntakeResult.NoRoom noRoom => Problems.Of(StatusCodes.Status507InsufficientStorage, noRoom.Reason),
            IntakeResult.Interrupted stopped => Problems.Of(StatusCodes.Status503ServiceUnavailable, stopped.Reason),
            var other => throw new InvalidOperationException($"{other} is no answer that this door knows."),
        };
    }

    private static async Task<Results<Accepted<RecordingView>, ProblemHttpResult>> AcceptedAsync(
        RecordingId id, RecordingViews views, CancellationToken cancellationToken) =>
        await views.FindAsync(id, cancellationToken) is { } recording
            ? TypedResults.Accepted(RecordingLinks.Of(id).Self, recording)
            : Problems.NoRecording(id.ToString());
}
