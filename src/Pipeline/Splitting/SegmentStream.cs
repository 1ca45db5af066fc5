using System.Globalization;
using System.Runtime.InteropServices;
using Longhand.Recordings;

namespace Longhand.Splitting;

/// <summary>Turns one recording's samples into segments and their files while they come in.</summary>
internal sealed class SegmentStream(
    SplitRequest request, CutPlanner planner, Func<SplitSegment, CancellationToken, ValueTask> onSegment)
{
    private readonly PcmWindow _pcm = new();
    private readonly FrameMeter _meter = new();

    /// <summary>Segments handed on so far.</summary>
    public int Segments { get; private set; }

    public async ValueTask TakeAsync(ReadOnlyMemory<byte> pcm, CancellationToken cancellationToken)
    {
        _pcm.Append(pcm.Span);
        planner.Append(MemoryMarshal.Cast<byte, short>(pcm.Span), _meter.Measure(_pcm));
        await HandOnAsync(cancellationToken);
    }

    public async ValueTask CompleteAsync(CancellationToken cancellationToken)
    {
        planner.Complete(_pcm.End);
        await HandOnAsync(cancellationToken);
    }

    private async ValueTask HandOnAsync(CancellationToken cancellationToken)
    {
        while (planner.Next() is { } cut)
        {
            var wanted = !cut.Silent && request.NeedsAudio(cut);
            await onSegment(new SplitSegment(cut, wanted ? await WriteAsync(cut, cancellationToken) : null), cancellationToken);
            Segments++;
        }

        _pcm.DropBefore(Math.Min(planner.KeepFrom, _meter.KeepFrom));
    }

    private async Task<string> WriteAsync(CutSegment cut, CancellationToken cancellationToken)
    {
        var path = Path.Combine(request.WorkFolder, cut.Owned.Start.ToString("D12", CultureInfo.InvariantCulture) + ".wav");
        await WavFile.WriteAsync(path, _pcm.Bytes(cut.Sent), cancellationToken);
        return path;
    }
}
