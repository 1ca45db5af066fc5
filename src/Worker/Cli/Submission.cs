using Longhand.Api;

namespace Longhand.Cli;

/// <summary>Some files' way from this machine to their transcripts: uploaded one after the other, followed at the same time.</summary>
internal sealed class Submission(LonghandClient client, Terminal terminal, TimeProvider clock, SubmitSettings settings, string folder)
{
    private readonly ProgressBoard board = new(terminal, clock, settings.Quiet);

    private readonly TranscriptFiles transcripts = new(folder);

    private readonly RecordingFollowing following = new(client, clock);

    /// <returns>The process's exit code.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        SubmittedFiles.Check(settings.Files, settings.WritesFiles);
        if (settings.WritesFiles)
            transcripts.Check();

        var outcomes = new List<Task<(int ExitCode, string Transcript)>>();
        foreach (var file in settings.Files)
            outcomes.Add(await UploadAsync(file, cancellationToken) is { } recording
                ? FinishAsync(file.Name, recording, cancellationToken)
                : Task.FromResult((cancellationToken.IsCancellationRequested ? ExitCode.Interrupted : ExitCode.Failed, "")));

        var codes = new List<int>();
        for (var i = 0; i < outcomes.Count; i++)
        {
            var (code, transcript) = await outcomes[i];
            codes.Add(code);
            if (transcript.Length > 0)
                terminal.Write(settings.Files.Count > 1 ? $"==> {settings.Files[i].Name} <==\n{transcript}\n" : transcript);
        }

        return ExitCode.Worst(codes);
    }

    private async Task<RecordingView?> UploadAsync(FileInfo file, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
            return null;
        try
        {
            var (recording, isNew) = await client.SubmitAsync(
                file,
                settings.Choices,
                sent => board.Set(file.Name, "uploading", ProgressText.Uploading(sent, file.Length)),
                cancellationToken);
            if (!isNew)
                board.Tell(file.Name, ProgressText.Known(recording));
            board.Set(file.Name, recording.Status, ProgressText.Of(recording));
            return recording;
        }
        catch (CommandFailedException refusal)
        {
            board.End(file.Name, refusal.Message, isTrouble: true);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            board.End(file.Name, "upload stopped; the worker keeps nothing of it", isTrouble: true);
        }

        return null;
    }

    private async Task<(int ExitCode, string Transcript)> FinishAsync(string name, RecordingView accepted, CancellationToken cancellationToken)
    {
        try
        {
            var last = accepted;
            await foreach (var recording in following.FollowAsync(accepted.Id, cancellationToken))
            {
                last = recording;
                if (!recording.Final)
                    board.Set(name, recording.Status, ProgressText.Of(recording));
            }

            return last.Status is "completed" or "completed_with_gaps"
                ? await DeliverAsync(name, last, cancellationToken)
                : Fail(name, last);
        }
        catch (CommandFailedException failure)
        {
            board.End(name, failure.Message, isTrouble: true);
            return (failure.ExitCode, "");
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            board.End(name, $"no longer followed; it goes on while a worker runs: see '{LaterCommand(accepted)}'", isTrouble: true);
            return (ExitCode.Interrupted, "");
        }
    }

    private async Task<(int ExitCode, string Transcript)> DeliverAsync(string name, RecordingView recording, CancellationToken cancellationToken)
    {
        var id = recording.Id.ToString();
        var text = await client.TranscriptAsync(id, "txt", cancellationToken);
        var written = "";
        if (settings.WritesFiles)
        {
            await transcripts.WriteAsync($"{name}.txt", text, cancellationToken);
            await transcripts.WriteAsync($"{name}.srt", await client.TranscriptAsync(id, "srt", cancellationToken), cancellationToken);
            written = $"; written to {name}.srt and {name}.txt";
        }

        var gaps = recording.Status == "completed_with_gaps";
        var where = gaps ? "; the transcript says where and why" : "";
        board.End(name, $"{ProgressText.Of(recording)}{where}{written}", isTrouble: gaps);
        return (gaps ? ExitCode.Gaps : ExitCode.Done, text);
    }

    private (int ExitCode, string Transcript) Fail(string name, RecordingView recording)
    {
        var soFar = recording.Coverage.TranscribedSeconds > 0 ? $" What was transcribed is kept: see '{LaterCommand(recording)}'." : "";
        board.End(name, $"{ProgressText.Of(recording)}{soFar}", isTrouble: true);
        return (ExitCode.Failed, "");
    }

    private string LaterCommand(RecordingView recording) => $"longhand transcript {recording.Id} --server {client.Server}";
}
