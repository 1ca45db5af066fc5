using System.Runtime.InteropServices;
using Longhand.IntegrationTests.Media;
using Longhand.IntegrationTests.Recognition;
using Longhand.Recognition;
using Longhand.Recordings;
using Longhand.Splitting;
using Longhand.Stitching;
using Longhand.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Longhand.IntegrationTests.Stitching;

/// <summary>A spoken recording, really split, really heard; any stretch of it can be heard uncut besides.</summary>
internal sealed class ListenedRecording : IAsyncDisposable
{
    private const string Name = "talk.wav";

    private readonly MediaRoom room;
    private readonly ServiceProvider recognition;
    private readonly RecordingId id = RecordingId.New(TimeProvider.System);

    private ListenedRecording(Uri speech, string profile, string database)
    {
        room = new MediaRoom();
        var settings = new Dictionary<string, string?>
        {
            ["Recognition:BaseAddress"] = new Uri(speech, "api/").ToString(),
            ["Recognition:Profile"] = profile,
        };
        recognition = new ServiceCollection().AddLogging().AddSingleton(_ => NpgsqlDataSource.Create(database))
            .AddRecognition(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()).BuildServiceProvider();
    }

    public static async Task<ListenedRecording> CreateAsync(Uri speech, string profile)
    {
        var recording = new ListenedRecording(speech, profile, await BudgetDatabase.SharedAsync());
        foreach (var service in recording.recognition.GetServices<IHostedService>())
            await service.StartAsync(TestContext.Current.CancellationToken);
        return recording;
    }

    public Task<SpeechTruth> SpeakAsync(SpokenRecordingPlan plan, CancellationToken cancellationToken) =>
        SpokenRecording.WriteAsync(room.At(Name), plan, cancellationToken);

    public async Task<IReadOnlyList<AnsweredSegment>> HearSegmentsAsync(double maxSeconds, CancellationToken cancellationToken)
    {
        var (segments, _) = await room.SplitAsync(Name, maxSeconds);
        return await Task.WhenAll(segments.Select(async segment => new AnsweredSegment(
            segment.Cut, segment.WavPath is { } wav ? await HearAsync(segment.Cut.Sent, wav, cancellationToken) : null)));
    }

    public async Task<HeardStretch> HearUncutAsync(SampleRange range, CancellationToken cancellationToken)
    {
        var samples = await Ffmpeg.SamplesAsync("-i", room.At(Name));
        var stretch = new SampleRange(Math.Max(0, range.Start), Math.Min(samples.Length, range.End));
        var wav = room.At($"uncut-{stretch.Start}.wav");
        await WavFile.WriteAsync(
            wav, MemoryMarshal.AsBytes(samples.AsSpan((int)stretch.Start, (int)stretch.Length)).ToArray(), cancellationToken);
        var answer = await HearAsync(stretch, wav, cancellationToken);
        return new HeardStretch(AudioClock.ToTime(stretch.Start), AudioClock.ToTime(stretch.End), answer.Text);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var service in recognition.GetServices<IHostedService>())
            await service.StopAsync(CancellationToken.None);
        await recognition.DisposeAsync();
        await room.DisposeAsync();
    }

    private async Task<SpeechAnswer> HearAsync(SampleRange sent, string wav, CancellationToken cancellationToken)
    {
        var result = await recognition.GetRequiredService<SegmentRecognizer>()
            .RecognizeAsync(new SegmentAudio(id, sent, wav), cancellationToken);
        return result.ShouldBeOfType<RecognitionResult.Answered>().Answer;
    }
}
