using Longhand.Journey;
using Longhand.Recordings;
using Longhand.Requests;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Longhand.Dashboard;

/// <summary>Takes the buttons on a recording's page.</summary>
internal static class CommandDoor
{
    public static Task<IResult> CancelAsync(
        Guid id, HttpRequest request, RecordingCommands commands, CancellationToken cancellationToken) =>
        ExecuteAsync(RecordingCommand.Cancel, id, request, commands, cancellationToken);

    public static Task<IResult> PauseAsync(
        Guid id, HttpRequest request, RecordingCommands commands, CancellationToken cancellationToken) =>
        ExecuteAsync(RecordingCommand.Pause, id, request, commands, cancellationToken);

    public static Task<IResult> ResumeAsync(
        Guid id, HttpRequest request, RecordingCommands commands, CancellationToken cancellationToken) =>
        ExecuteAsync(RecordingCommand.Resume, id, request, commands, cancellationToken);

    public static Task<IResult> RetryAsync(
        Guid id, HttpRequest request, RecordingCommands commands, CancellationToken cancellationToken) =>
        ExecuteAsync(RecordingCommand.Retry, id, request, commands, cancellationToken);

    public static async Task<IResult> DeleteAsync(
        Guid id, HttpRequest request, RecordingCommands commands, CancellationToken cancellationToken)
    {
        if (!SameOrigin.Allows(request))
            return NotFromHere();
        return await commands.DeleteAsync(new RecordingId(id), cancellationToken) switch
        {
            CommandResult.NotFound => Pages.NoSuchRecording(),
            CommandResult.Refused refused => Pages.Error(StatusCodes.Status507InsufficientStorage, "Not deleted", refused.Reason),
            _ => new SeeOther("/"),
        };
    }

    private static async Task<IResult> ExecuteAsync(
        RecordingCommand command,
        Guid id,
        HttpRequest request,
        RecordingCommands commands,
        CancellationToken cancellationToken)
    {
        if (!SameOrigin.Allows(request))
            return NotFromHere();
        return await commands.ExecuteAsync(command, new RecordingId(id), cancellationToken) switch
        {
            CommandResult.NotFound => Pages.NoSuchRecording(),
            // The page that the button was on was older than what became of the recording since.
            CommandResult.Refused refused => Pages.Error(
                StatusCodes.Status409Conflict, "Not possible any more", refused.Reason),
            _ => new SeeOther($"/recordings/{id}"),
        };
    }

    private static RazorComponentResult NotFromHere() => Pages.Error(
        StatusCodes.Status403Forbidden,
        "Not from here",
        "This was sent by another site's page; only the buttons on this dashboard may do that.");
}
