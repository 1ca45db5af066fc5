using System.Runtime.InteropServices;
using Longhand.Recordings;
using Microsoft.Extensions.Options;

namespace Longhand.Media;

/// <summary>Listens into a stereo recording: channels in opposite phase would sum to silence.</summary>
public sealed class ChannelProbe(MediaTools tools, IOptions<MediaOptions> options, TimeProvider clock)
{
    private static readonly TimeSpan PieceLength = TimeSpan.FromSeconds(20);

    // Where to listen, as shares of the declared length; later places only while the ones before are too quiet to tell.
    private static readonly double[] Places = [0, 0.5, 0.25, 0.75];

    public async Task<ChannelMix> ChooseAsync(string path, AudioDescription audio, CancellationToken cancellationToken)
    {
        if (audio.Channels != 2)
            return ChannelMix.Sum;
        foreach (var place in audio.Duration is null ? Places[..1] : Places)
        {
            var energy = await ListenAsync(path, audio, (audio.Duration ?? TimeSpan.Zero) * place, cancellationToken);
            if (energy.Tells)
                return energy.Opposite ? ChannelMix.Difference : ChannelMix.Sum;
        }

        return ChannelMix.Sum;
    }

    private async Task<StereoEnergy> ListenAsync(string path, AudioDescription audio, TimeSpan from, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        // What goes wrong here goes wrong in the decode too, and is told there.
        await using var ffmpeg = tools.StartFfmpeg(MediaArguments.Piece(path, audio, from, PieceLength));
        using var watch = new StallWatch(ffmpeg, options.Value.StallTimeout, clock, cancellationToken);
        var block = new byte[64 << 10];
        var energy = default(StereoEnergy);
        var held = 0;
        while (await watch.ReadAsync(block.AsMemory(held)) is > 0 and var read)
        {
            var whole = (held + read) & ~3;
            energy = energy.Add(MemoryMarshal.Cast<byte, short>(block.AsSpan(0, whole)));
            held = held + read - whole;
            block.AsSpan(whole, held).CopyTo(block);
        }

        // A piece that was cut short from outside tells nothing of the channels.
        await ffmpeg.OwnExitAsync(audio.Name, cancellationToken);
        return energy;
    }
}
