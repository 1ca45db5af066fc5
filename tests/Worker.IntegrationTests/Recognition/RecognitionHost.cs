using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Longhand.Recognition;
using Longhand.Recordings;
using Longhand.Support;
using Longhand.Support.Faults;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Longhand.IntegrationTests.Recognition;

/// <summary>The room alone, calling a speech API that fails on purpose.</summary>
internal sealed class RecognitionHost : IAsyncDisposable
{
    public static readonly TimeSpan AttemptTimeout = TimeSpan.FromMinutes(2);
    public static readonly TimeSpan TotalTimeout = TimeSpan.FromMinutes(15);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("longhand-recognition-");
    private readonly CancellationTokenSource deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly ServiceProvider services;

    private RecognitionHost(FaultInjectingSpeechApi api, string database, (string Name, string Value)[] values)
    {
        Api = api;
        deadline.CancelAfter(TimeSpan.FromSeconds(60));
        var settings = new Dictionary<string, string?>
        {
            ["Recognition:BaseAddress"] = api.BaseAddress.ToString(),
            ["Recognition:AttemptTimeout"] = AttemptTimeout.ToString(),
            ["Recognition:TotalTimeout"] = TotalTimeout.ToString(),
        };
        foreach (var (name, value) in values)
            settings[$"Recognition:{name}"] = value;

        services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(Clock)
            .AddSingleton(_ => NpgsqlDataSource.Create(database))
            .AddRecognition(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true });
        Recognizer = services.GetRequiredService<SegmentRecognizer>();
    }

    public FaultInjectingSpeechApi Api { get; }

    /// <summary>Back-offs pass at once, time-outs when they are rung.</summary>
    public VirtualClock Clock { get; } = new(TimeSpan.FromMinutes(1));

    public SegmentRecognizer Recognizer { get; }

    public CallBudgetReads Budget => services.GetRequiredService<CallBudgetReads>();

    public AccountPauses Pauses => services.GetRequiredService<AccountPauses>();

    /// <summary>Ends waits that something broken would make endless.</summary>
    public CancellationToken Deadline => deadline.Token;

    public static async Task<RecognitionHost> StartAsync(params (string Name, string Value)[] values)
    {
        var api = await FaultInjectingSpeechApi.StartAsync(TestContext.Current.CancellationToken);
        return await StartAsync(api, values);
    }

    /// <summary>The same in OpenAI's dialect.</summary>
    public static async Task<RecognitionHost> StartOpenAiAsync(params (string Name, string Value)[] values)
    {
        var api = await FaultInjectingSpeechApi.StartAsync(TestContext.Current.CancellationToken);
        return await StartAsync(
            api, [("BaseAddress", api.OpenAiAddress.ToString()), ("Profile", "whisper-1"), .. values]);
    }

    public Task<RecognitionResult> RecognizeAsync(double seconds = 1.5) => Recognizer.RecognizeAsync(Segment(seconds).Audio, Deadline);

    /// <summary>A segment of its own noise, and the text that is heard in it.</summary>
    public (SegmentAudio Audio, string Text) Segment(double seconds = 1.5, long start = 16_000, double? declaredSeconds = null)
    {
        var samples = new short[AudioClock.ToSamples(seconds)];
        Random.Shared.NextBytes(MemoryMarshal.AsBytes(samples.AsSpan()));
        var path = Path.Combine(folder.FullName, $"{Guid.CreateVersion7():N}.wav");
        File.WriteAllBytes(path, [.. Header(AudioClock.ToSamples(declaredSeconds ?? seconds)), .. MemoryMarshal.AsBytes(samples.AsSpan())]);
        var audio = new SegmentAudio(RecordingId.New(TimeProvider.System), new SampleRange(start, start + samples.Length), path);
        return (audio, HashedAnswer.TextOf(samples));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var service in services.GetServices<IHostedService>())
            await service.StopAsync(CancellationToken.None);
        await services.DisposeAsync();
        await Api.DisposeAsync();
        deadline.Dispose();
        folder.Delete(recursive: true);
    }

    private static async Task<RecognitionHost> StartAsync(
        FaultInjectingSpeechApi api, (string Name, string Value)[] values)
    {
        var host = new RecognitionHost(api, await BudgetDatabase.SharedAsync(), values);
        foreach (var service in host.services.GetServices<IHostedService>())
            await service.StartAsync(TestContext.Current.CancellationToken);
        return host;
    }

    private static byte[] Header(long samples)
    {
        var header = new byte[44];
        var bytes = (uint)samples * sizeof(short);
        "RIFF"u8.CopyTo(header);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(4), 36 + bytes);
        "WAVEfmt "u8.CopyTo(header.AsSpan(8));
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(16), 16);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(20), 1);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(22), 1);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(24), AudioClock.SampleRate);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(28), AudioClock.SampleRate * sizeof(short));
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(32), sizeof(short));
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(34), 16);
        "data"u8.CopyTo(header.AsSpan(36));
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(40), bytes);
        return header;
    }
}
