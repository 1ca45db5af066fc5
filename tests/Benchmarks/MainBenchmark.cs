using System.Text.Json;
using Longhand.Support;
using Npgsql;

namespace Longhand.Benchmarks;

/// <summary>The main job on real speech: how soon words appear, how flat memory stays, how right the transcript is, how soon jobs start.</summary>
internal static class MainBenchmark
{
    private const int Uploads = 100;

    private static readonly TimeSpan StartTolerance = TimeSpan.FromSeconds(0.3);

    public static async Task RunAsync(Figures figures, CancellationToken cancellationToken)
    {
        await using var stage = await Stage.SetAsync(cancellationToken);
        await MeasureStartsAsync(stage, figures, cancellationToken);
        // One worker for both: what it takes beyond the short recording is what the length costs.
        var (worker, _) = await stage.StartWorkerAsync(cancellationToken);
        await using var running = worker;
        var shortPeak = await MeasureRecordingAsync(stage, worker, figures, "10min", TimeSpan.FromMinutes(10), cancellationToken);
        var longPeak = await MeasureRecordingAsync(stage, worker, figures, "70min", TimeSpan.FromMinutes(70), cancellationToken);
        figures.AtMost("worker_peak_rss_70min_over_10min", longPeak / shortPeak, "×", 1.1);
    }

    /// <summary>One small upload after the other, each to an idle worker: from the row's creation to the start of its first run.</summary>
    private static async Task MeasureStartsAsync(Stage stage, Figures figures, CancellationToken cancellationToken)
    {
        var file = stage.FileNamed("short.wav");
        await SpokenRecording.WriteAsync(file, new() { Length = TimeSpan.FromSeconds(1), Seed = 2 }, cancellationToken);
        var (worker, connectionString) = await stage.StartWorkerAsync(cancellationToken);
        await using var running = worker;
        using var door = new DoorClient(worker.BaseAddress);
        for (var upload = 0; upload < Uploads; upload++)
            await door.WaitUntilFinalAsync(await door.SubmitAsync(file, "?again=true", cancellationToken), cancellationToken);

        await using var connections = NpgsqlDataSource.Create(connectionString);
        await using var ask = connections.CreateCommand(
            """
            select percentile_cont(array[0.5, 0.95, 1]) within group (order by extract(epoch from started_at - created_at) * 1000)
            from recordings
            """);
        var milliseconds = (double[])(await ask.ExecuteScalarAsync(cancellationToken))!;
        figures.Tell("accepted_to_started_p50", milliseconds[0], "ms");
        figures.AtMost("accepted_to_started_p95", milliseconds[1], "ms", 130);
        figures.Tell("accepted_to_started_max", milliseconds[2], "ms");
    }

    /// <returns>The worker's peak resident memory, MiB.</returns>
    private static async Task<double> MeasureRecordingAsync(
        Stage stage, WorkerProcess worker, Figures figures, string name, TimeSpan length, CancellationToken cancellationToken)
    {
        var file = stage.FileNamed($"{name}.mp3");
        var truth = await SpokenRecording.WriteAsync(file, new() { Length = length, Seed = 7 }, cancellationToken);
        using var door = new DoorClient(worker.BaseAddress);

        var submittedAt = DateTimeOffset.UtcNow;
        var id = await door.SubmitAsync(file, cancellationToken);
        await door.WaitUntilAsync(
            id, view => view.GetProperty("coverage").GetProperty("transcribed_seconds").GetDouble() > 0, TimeSpan.FromMinutes(2), cancellationToken);
        var firstWords = DateTimeOffset.UtcNow - submittedAt;
        var end = await door.WaitUntilAsync(id, view => view.GetProperty("final").GetBoolean(), TimeSpan.FromHours(2), cancellationToken);
        var wall = DateTimeOffset.UtcNow - submittedAt;
        if (end.GetProperty("status").GetString() != "completed")
            throw new InvalidOperationException($"{name} did not complete: {end}");

        figures.AtMost($"first_words_{name}", firstWords.TotalSeconds, "s", 10);
        figures.Tell($"speed_{name}", truth.Duration / wall, "× real time");
        TellAccuracy(figures, name, truth, await door.TranscriptAsync(id, cancellationToken));
        var peak = ProcessMemory.PeakMebibytes(worker.Pid);
        figures.Tell($"worker_peak_rss_{name}", peak, "MiB");
        return peak;
    }

    private static void TellAccuracy(Figures figures, string name, SpeechTruth truth, JsonElement transcript)
    {
        var heard = HeardUtterances.InTranscript(transcript);
        figures.AtMost($"word_error_rate_{name}", truth.Score(string.Join(' ', heard.Select(utterance => utterance.Text))).Rate * 100, "%", 5);
        // A prompt whose first words were misheard has no start to compare; its words are in the error rate.
        var starts = truth.ScoreStarts(heard).Where(start => start.Error is not null).ToList();
        var off = starts.Where(start => start.Error!.Value.Duration() > StartTolerance).ToList();
        figures.Tell($"prompts_heard_{name}", starts.Count, $"of {truth.Utterances.Count}");
        figures.AtMost($"starts_off_by_over_300ms_{name}", off.Count * 100.0 / starts.Count, "% of prompts", 1);
        figures.Tell($"start_error_max_{name}", starts.Max(start => start.Error!.Value.Duration().TotalMilliseconds), "ms");
        foreach (var start in off)
            figures.Remark(start.ToString());
    }
}
