using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Longhand.Recordings;

namespace Longhand.Splitting;

/// <summary>Measures whole frames as samples come in.</summary>
internal sealed class FrameMeter
{
    private readonly List<FramePower> _frames = [];
    private long _next;

    /// <summary>Samples before this one are measured and not looked back on.</summary>
    public long KeepFrom => Math.Max(0, (_next * Frames.Length) - Frames.History);

    /// <summary>The frames that are whole since the last call; valid until the next.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ReadOnlySpan<FramePower> Measure(PcmWindow pcm)
    {
        _frames.Clear();
        for (; (_next + 1) * Frames.Length <= pcm.End; _next++)
            _frames.Add(_next == 0 ? First(pcm) : Frames.Measure(pcm.Samples(Around(_next))));
        return CollectionsMarshal.AsSpan(_frames);
    }

    private static SampleRange Around(long frame) => new((frame * Frames.Length) - Frames.History, (frame + 1) * Frames.Length);

    // Nothing lies before the first frame: its own first sample stands in, so that a constant offset makes no edge.
    private static FramePower First(PcmWindow pcm)
    {
        Span<short> samples = stackalloc short[Frames.History + Frames.Length];
        var frame = pcm.Samples(new SampleRange(0, Frames.Length));
        samples[..Frames.History].Fill(frame[0]);
        frame.CopyTo(samples[Frames.History..]);
        return Frames.Measure(samples);
    }
}
