using System.Runtime.InteropServices;
using Longhand.Media;
using Longhand.Recordings;
using Longhand.Splitting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Longhand.IntegrationTests.Media;

/// <summary>The media and splitting rooms as the product composes them, and a folder for a test's files.</summary>
public sealed class MediaRoom : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    public MediaRoom(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)))
            .Build();
        _services = new ServiceCollection()
            .AddLogging().AddMedia(configuration).AddSplitting(configuration).BuildServiceProvider();
        Directory.CreateDirectory(Work);
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("longhand-media-").FullName;

    public string Work => Path.Combine(Folder, "work");

    public AudioProbe Probe => _services.GetRequiredService<AudioProbe>();

    public AudioDecoder Decoder => _services.GetRequiredService<AudioDecoder>();

    public string At(string name) => Path.Combine(Folder, name);

    public Task<AudioDescription> ProbeAsync(string name, int? stream = null) =>
        Probe.ProbeAsync(At(name), name, stream, CancellationToken.None);

    public async Task<(List<SplitSegment> Segments, DecodedAudio Decoded)> SplitAsync(
        string name,
        double maxSeconds = 60,
        IReadOnlyList<CutSegment>? stored = null,
        Func<CutSegment, bool>? needsAudio = null)
    {
        var segments = new List<SplitSegment>();
        var request = new SplitRequest(
            At(name), await ProbeAsync(name), Work, TimeSpan.FromSeconds(maxSeconds), stored ?? [],
            needsAudio ?? (_ => true));
        var decoded = await _services.GetRequiredService<AudioSplitter>().SplitAsync(
            request,
            (segment, _) =>
            {
                segments.Add(segment);
                return ValueTask.CompletedTask;
            },
            CancellationToken.None);
        return (segments, decoded);
    }

    /// <summary>All that is decoded, as the product decodes it.</summary>
    public async Task<(short[] Samples, DecodedAudio Decoded)> DecodeAsync(string name)
    {
        var audio = await ProbeAsync(name);
        var mix = await _services.GetRequiredService<ChannelProbe>()
            .ChooseAsync(At(name), audio, CancellationToken.None);
        var samples = new List<short>();
        var decoded = await Decoder.DecodeAsync(
            At(name), audio, mix,
            (pcm, _) =>
            {
                samples.AddRange(MemoryMarshal.Cast<byte, short>(pcm.Span));
                return ValueTask.CompletedTask;
            },
            CancellationToken.None);
        return ([.. samples], decoded);
    }

    public AudioSplitter Splitter => _services.GetRequiredService<AudioSplitter>();

    public async Task<string> RefusalAsync(string name) =>
        (await Should.ThrowAsync<PermanentFailureException>(() => SplitAsync(name))).Message;

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
