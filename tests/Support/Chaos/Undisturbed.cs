namespace Longhand.Support.Chaos;

/// <summary>What recordings say where nothing happens to anybody.</summary>
internal static class Undisturbed
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(30);

    /// <returns>Their utterances, by the name of the file.</returns>
    public static async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> RunAsync(
        ChaosHome home, PostgresCluster cluster, Uri? speechApi, CancellationToken cancellationToken)
    {
        await using var api = await FaultInjectingSpeechApi.StartAsync(cancellationToken);
        var connectionString = await cluster.CreateDatabaseAsync(cancellationToken);
        await using var worker = await ChaosWorker.StartAsync(
            "undisturbed", home.SettingsFor(connectionString, speechApi ?? api.BaseAddress), cancellationToken);
        var ids = new List<string>();
        foreach (var file in home.Files)
            ids.Add(await worker.Door.SubmitAsync(file, ChaosHome.Query, cancellationToken));
        foreach (var id in ids)
            await worker.Door.WaitUntilAsync(
                id, recording => recording.GetProperty("final").GetBoolean(), Deadline, cancellationToken);

        await using var rows = new ChaosRows(connectionString);
        await rows.WatchAttemptsAsync(cancellationToken);
        var recordings = await rows.RecordingsAsync(cancellationToken);
        return recordings.All(recording => recording.Status == "completed" && recording.Utterances.Count > 0)
            ? recordings.ToDictionary(recording => recording.Name, recording => recording.Utterances)
            : throw new InvalidOperationException(
                $"Without any disturbance: {string.Join("; ", recordings)}{Environment.NewLine}{worker.Process.Log}");
    }
}
