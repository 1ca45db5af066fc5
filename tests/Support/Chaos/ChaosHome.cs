namespace Longhand.Support.Chaos;

/// <summary>The folders, the recordings and the settings of one torment.</summary>
internal sealed class ChaosHome(ChaosPlan plan) : IDisposable
{
    /// <summary>Each recording is sent in pieces so short that there are many.</summary>
    public const string Query = "?max_segment=5";

    private const double RoomNoiseDecibels = -60;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("longhand-chaos-");

    /// <summary>Files that were recorded so far.</summary>
    public List<string> Files { get; } = [];

    public Dictionary<string, string?> SettingsFor(string connectionString, Uri speechApi) => new(plan.Settings)
    {
        ["Storage:ConnectionString"] = connectionString,
        ["Storage:AudioFolder"] = Path.Combine(folder.FullName, "audio"),
        ["Storage:WorkFolder"] = Path.Combine(folder.FullName, "work"),
        ["Recognition:BaseAddress"] = speechApi.AbsoluteUri,
        ["Jobs:ConcurrentRecordings"] = $"{plan.RecordingsPerWorker}",
        ["Recognition:Concurrency"] = $"{plan.Concurrency}",
        // Whoever is killed again and again from outside is not what kills.
        ["Journey:MaxStarts"] = "100",
        // A lost job shows as a recording that never ends, and isn't mended in between.
        ["Upkeep:LostJobPatience"] = "1.00:00:00",
        // Little, so that splitting goes on as long as recognition does, and is met by what happens.
        ["Journey:LookAheadBytes"] = $"{1 << 20}",
    };

    /// <summary>Another recording, of which no stretch sounds as one of the others.</summary>
    public async Task<string> RecordAsync(CancellationToken cancellationToken)
    {
        var seed = (1000 * plan.Seed) + Files.Count;
        var file = Path.Combine(folder.FullName, $"recording-{seed}.wav");
        await SpokenRecording.WriteAsync(
            file, new() { Length = plan.Length, Seed = seed, NoiseDecibels = RoomNoiseDecibels }, cancellationToken);
        Files.Add(file);
        return file;
    }

    public void Dispose() => folder.Delete(recursive: true);
}
