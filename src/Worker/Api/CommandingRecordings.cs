using Longhand.Journey;
using Longhand.Recordings;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Longhand.Api;

/// <summary>What recordings are told to do.</summary>
internal static class CommandingRecordings
{
    public static Task<Results<Ok<RecordingView>, ProblemHttpResult>> Cancel(
        string id, RecordingCommands commands, RecordingViews views, CancellationToken cancellationToken) =>
        ExecuteAsync(RecordingCommand.Cancel, id, commands, views, Stopped, cancellationToken);

    public static Task<Results<Ok<RecordingView>, ProblemHttpResult>> Pause(
        string id, RecordingCommands commands, RecordingViews views, CancellationToken cancellationToken) =>
        ExecuteAsync(RecordingCommand.Pause, id, commands, views, Stopped, cancellationToken);

    public static Task<Results<Accepted<RecordingView>, ProblemHttpResult>> Resume(
        string id, RecordingCommands commands, RecordingViews views, CancellationToken cancellationToken) =>
        ExecuteAsync(RecordingCommand.Resume, id, commands, views, Started, cancellationToken);

    public static Task<Results<Accepted<RecordingView>, ProblemHttpResult>> Retry(
        string id, RecordingCommands commands, RecordingViews views, CancellationToken cancellationToken) =>
        ExecuteAsync(RecordingCommand.Retry, id, commands, views, Started, cancellationToken);

    public static async Task<Results<NoContent, ProblemHttpResult>> Delete(
        string id, RecordingCommands commands, CancellationToken cancellationToken)
    {
        if (!RecordingId.TryParse(id, null, out var known))
            return Problems.NoRecording(id);
        return await commands.DeleteAsync(known, cancellationToken) switch
        {
            CommandResult.NotFound => Problems.NoRecording(id),
            CommandResult.Refused refused => Problems.Of(StatusCodes.Status507InsufficientStorage, refused.Reason),
            _ => TypedResults.NoContent(),
        };
    }

    private static async Task<Results<TAnswer, ProblemHttpResult>> ExecuteAsync<TAnswer>(
        RecordingCommand command,
        string id,
        RecordingCommands commands,
        RecordingViews views,
        Func<RecordingView, TAnswer> answer,
        CancellationToken cancellationToken)
        where TAnswer : IResult
    {
        if (!RecordingId.TryParse(id, null, out var known))
            return Problems.NoRecording(id);
        if (await commands.ExecuteAsync(command, known, cancellationToken) is CommandResult.Refused refused)
            return Problems.Of(StatusCodes.Status409Conflict, refused.Reason);
        return await views.FindAsync(known, cancellationToken) is { } recording
            ? answer(recording)
            : Problems.NoRecording(id);
    }

    private static Ok<RecordingView> Stopped(RecordingView recording) => TypedResults.Ok(recording);

    private static Accepted<RecordingView> Started(RecordingView recording) =>
        TypedResults.Accepted(recording.Links.Self, recording);
}
