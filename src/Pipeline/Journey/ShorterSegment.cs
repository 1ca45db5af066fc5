using Longhand.Recordings;
using Longhand.Splitting;

namespace Longhand.Journey;

/// <summary>A stored segment that came out of a longer one, and has no file yet.</summary>
/// <param name="Cut">Where it lies and what it holds.</param>
/// <param name="WavPath">Where its file goes.</param>
/// <param name="Pcm">The samples that are sent.</param>
public sealed record ShorterSegment(CutSegment Cut, string WavPath, ReadOnlyMemory<byte> Pcm)
{
    public async Task<SplitSegment> WriteAsync(CancellationToken cancellationToken)
    {
        await WavFile.WriteAsync(WavPath, Pcm, cancellationToken);
        return new SplitSegment(Cut, WavPath);
    }
}
