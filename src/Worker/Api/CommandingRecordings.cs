using Longhand.Journey;
using Longhand.Recordings;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Longhand.Api;

/// <summary>What recordings are told to do.</summary>
internal static class CommandingRecordings
{
    public static Task<Results<Ok<RecordingView>, ProblemHttpResult>> Cancel(
        string id, RecordingCommands commands, RecordingViews views, CancellationToken cancellationToken) =>
        StopAsync(RecordingCommand.Cancel, id, commands, views, cancellationToken);

    public static Task<Results<Ok<RecordingView>, ProblemHttpResult>> Pause(
        string id, RecordingCommands commands, RecordingViews views, CancellationToken cancellationToken) =>
        StopAsync(RecordingCommand.Pause, id, commands, views, cancellationToken);

    public static Task<Results<Accepted<RecordingView>, ProblemHttpResult>> Resume(
        string id, RecordingCommands commands, RecordingViews views, CancellationToken cancellationToken) =>
        StartAsync(RecordingCommand.Resume, id, commands, views, cancellationToken);

    public static Task<Results<Accepted<RecordingView>, ProblemHttpResult>> Retry(
        string id, RecordingCommands commands, RecordingViews views, CancellationToken cancellationToken) =>
        StartAsync(RecordingCommand.Retry, id, commands, views, cancellationToken);

    public static async Task<Results<NoContent, ProblemHttpResult>> Delete(
        string id, RecordingCommands commands, CancellationToken cancellationToken) =>
        RecordingId.TryParse(id, null, out var known)
            && await commands.DeleteAsync(known, cancellationToken) is CommandResult.Done
                ? TypedResults.NoContent()
                : Problems.NoRecording(id);

    private static async Task<Results<Ok<RecordingView>, ProblemHttpResult>> StopAsync(
        RecordingCommand command,
        string id,
        RecordingCommands commands,
        RecordingViews views,
        CancellationToken cancellationToken) =>
        await ExecuteAsync(command, id, commands, cancellationToken) is { } problem
            ? problem
            : await FindAsync(id, views, cancellationToken) is { } recording
                ? TypedResults.Ok(recording)
                : Problems.NoRecording(id);

    private static async Task<Results<Accepted<RecordingView>, ProblemHttpResult>> StartAsync(
        RecordingCommand command,
        string id,
        RecordingCommands commands,
        RecordingViews views,
        CancellationToken cancellationToken) =>
        await ExecuteAsync(command, id, commands, cancellationToken) is { } problem
            ? problem
            : await FindAsync(id, views, cancellationToken) is { } recording
                ? TypedResults.Accepted(recording.Links.Self, recording)
                : Problems.NoRecording(id);

    /// <returns>Why it was not done; null where it was.</returns>
    private static async Task<ProblemHttpResult?> ExecuteAsync(
        RecordingCommand command, string id, RecordingCommands commands, CancellationToken cancellationToken) =>
        !RecordingId.TryParse(id, null, out var known)
            ? Problems.NoRecording(id)
            : await commands.ExecuteAsync(command, known, cancellationToken) switch
            {
                CommandResult.NotFound => Problems.NoRecording(id),
                CommandResult.Refused refused => Problems.Of(StatusCodes.Status409Conflict, refused.Reason),
                _ => null,
            };

    private static Task<RecordingView?> FindAsync(
        string id, RecordingViews views, CancellationToken cancellationToken) =>
        views.FindAsync(RecordingId.Parse(id, null), cancellationToken);
}
