using Longhand.Api;
using Longhand.Media;
using Longhand.Recognition;
using Longhand.Recordings;
using Longhand.Splitting;
using Microsoft.Extensions.Options;

namespace Longhand.Cli;

/// <summary>The rooms that splitting needs, as the worker composes them, without a worker around them.</summary>
internal sealed class SplitRooms : IAsyncDisposable
{
    private readonly SplitSettings settings;
    private readonly ServiceProvider rooms;

    public SplitRooms(SplitSettings settings)
    {
        this.settings = settings;
        var configuration = new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true)
            .AddEnvironmentVariables()
            .AddInMemoryCollection(settings.Values)
            // Nothing is sent, so no key is needed.
            .AddInMemoryCollection([KeyValuePair.Create("Recognition:BaseAddress", (string?)"http://localhost/")])
            .Build();
        rooms = new ServiceCollection()
            .AddLogging()
            .AddMedia(configuration)
            .AddSplitting(configuration)
            .AddRecognition(configuration)
            .BuildServiceProvider();
    }

    /// <exception cref="PermanentFailureException">The file cannot be split; the message says why.</exception>
    public async Task<SplitPlan> PlanAsync(CancellationToken cancellationToken)
    {
        var path = settings.File.FullName;
        var audio = await rooms.GetRequiredService<AudioProbe>()
            .ProbeAsync(path, settings.File.Name, settings.Stream, cancellationToken);
        settings.WavFolder?.Create();
        var cuts = new List<CutSegment>();
        var request = new SplitRequest(
            path, audio, settings.WavFolder?.FullName ?? "", MaxSegment(), [], _ => settings.WavFolder is not null);
        var decoded = await rooms.GetRequiredService<AudioSplitter>().SplitAsync(
            request,
            (segment, _) =>
            {
                cuts.Add(segment.Cut);
                return ValueTask.CompletedTask;
            },
            cancellationToken);
        return SplitPlan.From(decoded, cuts, Profile.Price);
    }

    /// <summary>What was asked for and cannot be had; null where there is nothing.</summary>
    public string? Shortened => settings.MaxSegment > Profile.MaxSegment
        ? $"--max-segment {RecordingChoices.Text(settings.MaxSegment.Value)} is more than {Profile.Model} takes: "
            + $"segments are at most {RecordingChoices.Text(Profile.MaxSegment)} s long."
        : null;

    public ValueTask DisposeAsync() => rooms.DisposeAsync();

    private ModelProfile Profile => rooms.GetRequiredService<IOptions<RecognitionOptions>>().Value.ProfileInUse();

    private TimeSpan MaxSegment() =>
        settings.MaxSegment < Profile.MaxSegment ? settings.MaxSegment.Value : Profile.MaxSegment;
}
