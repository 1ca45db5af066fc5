namespace Longhand.Recognition;

/// <summary>Makes one call and turns whatever breaks on the way into a reply, so that one table judges it all.</summary>
internal static class AsrAttempt
{
    public static async Task<AsrReply> MakeAsync(
        SegmentAttempts attempts,
        Func<SegmentAttempts, CancellationToken, Task<AsrReply>> call,
        CancellationToken cancellationToken)
    {
        var reply = await CallAsync(attempts, call, cancellationToken);
        attempts.Log.End(reply);
        if (reply is AsrReply.Failed failed)
            attempts.Note(failed);
        return reply;
    }

    private static async Task<AsrReply> CallAsync(
        SegmentAttempts attempts,
        Func<SegmentAttempts, CancellationToken, Task<AsrReply>> call,
        CancellationToken cancellationToken)
    {
        try
        {
            return await call(attempts, cancellationToken);
        }
        // Cancelled by whom? Where the caller did not give up, the time is over: the attempt's or all of it.
        catch (OperationCanceledException) when (!attempts.Stopping.IsCancellationRequested)
        {
            return Failed(AsrFault.TimedOut, "no answer in time");
        }
        catch (HttpRequestException exception) when (!attempts.Stopping.IsCancellationRequested)
        {
            return Failed(AsrFault.ConnectionLost, WordsOf(exception));
        }
        catch (IOException exception) when (!attempts.Stopping.IsCancellationRequested && !IsOfTheFile(exception))
        {
            return Failed(AsrFault.ConnectionLost, WordsOf(exception));
        }
    }

    // A missing segment file is no fault of the connection, and no second call finds it.
    private static bool IsOfTheFile(IOException exception) =>
        exception is FileNotFoundException or DirectoryNotFoundException;

    private static string WordsOf(Exception exception) =>
        exception.InnerException is { } inner && !exception.Message.Contains(inner.Message, StringComparison.Ordinal)
            ? $"{exception.Message} {inner.Message}"
            : exception.Message;

    private static AsrReply.Failed Failed(AsrFault fault, string message) => new(new AsrError(fault, message));
}
