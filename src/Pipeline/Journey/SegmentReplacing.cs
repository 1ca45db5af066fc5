using System.Globalization;
using Longhand.Recordings;
using Longhand.Splitting;
using Longhand.Storage;
using Microsoft.Extensions.Logging;

namespace Longhand.Journey;

/// <summary>Puts shorter segments in the place of one that the speech API does not take.</summary>
public sealed partial class SegmentReplacing(SegmentSplitter splitter, ILogger<SegmentReplacing> logger)
{
    /// <summary>Stores the shorter ones; their files are written when it is their turn.</summary>
    /// <param name="run">The recording's.</param>
    /// <param name="segment">The segment, and its file.</param>
    /// <param name="longest">What no piece is to be longer than.</param>
    /// <param name="attempts">Calls that were made for it and are not stored yet.</param>
    /// <param name="cancellationToken">Leaves the segment as it was.</param>
    public async Task<IReadOnlyList<ShorterSegment>> ReplaceAsync(
        RecordingRun run,
        SplitSegment segment,
        TimeSpan longest,
        IReadOnlyList<SegmentAttempt> attempts,
        CancellationToken cancellationToken)
    {
        var (cut, path) = (segment.Cut, segment.WavPath!);
        var pcm = (await File.ReadAllBytesAsync(path, cancellationToken)).AsMemory(WavFile.HeaderBytes);
        var shorter = splitter.Split(cut, pcm.Span, longest);
        await run.ReplaceAsync(cut, shorter, attempts, cancellationToken);
        Log.Replaced(logger, run.Recording.Id, cut.Owned, shorter.Count, longest);
        return [.. shorter.Select(piece => new ShorterSegment(piece, PathOf(piece, path), PcmOf(piece, cut, pcm)))];
    }

    private static ReadOnlyMemory<byte> PcmOf(CutSegment piece, CutSegment whole, ReadOnlyMemory<byte> pcm) =>
        pcm.Slice((int)(piece.Sent.Start - whole.Sent.Start) * sizeof(short), (int)piece.Sent.Length * sizeof(short));

    // Not the name of the whole, which has the same start and is deleted.
    private static string PathOf(CutSegment piece, string path) => Path.Combine(
        Path.GetDirectoryName(path)!,
        string.Create(CultureInfo.InvariantCulture, $"{piece.Owned.Start:D12}-{piece.Owned.End:D12}.wav"));

    private static partial class Log
    {
        [LoggerMessage(
            LogLevel.Information, "Split {RecordingId} {Range} again into {Count} segments of at most {Longest}")]
        public static partial void Replaced(
            ILogger logger, RecordingId recordingId, SampleRange range, int count, TimeSpan longest);
    }
}
