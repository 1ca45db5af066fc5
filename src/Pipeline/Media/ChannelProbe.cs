using System.Runtime.InteropServices;
using Longhand.Recordings;
using Microsoft.Extensions.Options;

namespace Longhand.Media;

/// <summary>Listens into a stereo recording here and there: channels in opposite phase would sum to silence.</summary>
public sealed class ChannelProbe(MediaTools tools, IOptions<MediaOptions> options, TimeProvider clock)
{
    private const int Places = 3;

    // Long enough for a few words; the second is for recordings that were quiet at all places of the first.
    private static readonly TimeSpan[] Lengths = [TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(20)];

    /// <summary>A longer one's index takes tens of megabytes at every opening: one by one then.</summary>
    private static readonly TimeSpan LongestAtOnce = TimeSpan.FromHours(4);

    public async Task<ChannelMix> ChooseAsync(string path, AudioDescription audio, CancellationToken cancellationToken)
    {
        if (audio.Channels != 2)
            return ChannelMix.Sum;
        var image = new StereoImage();
        foreach (var length in Lengths)
        {
            // Starting a program costs more than what it listens to here: one for all places.
            foreach (var places in Spread(audio.Duration, length).Chunk(audio.Duration > LongestAtOnce ? 1 : Places))
                image.Add(await ListenAnywhereAsync(path, audio, places, length, cancellationToken));
            if (image.Tells)
                break;
        }

        return image.Mix;
    }

    // In the middles of equal parts of the declared length; from the start on where there is none, or little of it.
    private static IEnumerable<TimeSpan> Spread(TimeSpan? declared, TimeSpan length) =>
        declared > length * Places
            ? Enumerable.Range(0, Places).Select(place => (declared.Value * ((place + 0.5) / Places)) - (length / 2))
            : Enumerable.Range(0, Places).Select(place => length * place)
                .Where(from => from == TimeSpan.Zero || declared is null || from < declared);

    // Not every file can be entered anywhere; its beginning can be heard if anything can.
    private async Task<short[]> ListenAnywhereAsync(
        string path, AudioDescription audio, IReadOnlyList<TimeSpan> places, TimeSpan length, CancellationToken cancellationToken)
    {
        var heard = await ListenAsync(path, audio, places, length, cancellationToken);
        return heard.Length > 0 ? heard : await ListenAsync(path, audio, [TimeSpan.Zero], length, cancellationToken);
    }

    private async Task<short[]> ListenAsync(
        string path,
        AudioDescription audio,
        IReadOnlyList<TimeSpan> places,
        TimeSpan length,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        // Whether the file can be decoded is told by the decode.
        await using var ffmpeg = tools.StartFfmpeg(MediaArguments.Pieces(path, audio, places, length));
        using var watch = new StallWatch(ffmpeg, options.Value.StallTimeout, clock, cancellationToken);
        using var heard = new MemoryStream();
        var block = new byte[64 << 10];
        while (await watch.ReadAsync(block) is > 0 and var read)
            heard.Write(block, 0, read);

        // A piece that was cut short from outside tells nothing of the channels.
        await ffmpeg.OwnExitAsync(audio.Name, cancellationToken);
        return MemoryMarshal.Cast<byte, short>(heard.GetBuffer().AsSpan(0, (int)heard.Length & ~3)).ToArray();
    }
}
