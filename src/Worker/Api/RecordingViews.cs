using Longhand.Recognition;
using Longhand.Recordings;
using Longhand.Storage;
using Microsoft.Extensions.Options;

namespace Longhand.Api;

/// <summary>Reads recordings as the API shows them, with their cost at the price that is configured.</summary>
internal sealed class RecordingViews(RecordingReads reads, IOptions<RecognitionOptions> recognition)
{
    /// <summary>One recording, or null where there is none of that id.</summary>
    public async Task<RecordingView?> FindAsync(RecordingId id, CancellationToken cancellationToken) =>
        await reads.FindAsync(id, cancellationToken) is { } recording ? Of(recording) : null;

    /// <inheritdoc cref="RecordingReads.ListAsync"/>
    public async Task<IReadOnlyList<RecordingView>> ListAsync(
        RecordingId? before, RecordingStatus? status, int limit, CancellationToken cancellationToken) =>
        [.. (await reads.ListAsync(before, status, limit, cancellationToken)).Select(Of)];

    private RecordingView Of(RecordingSummary recording) =>
        RecordingView.From(recording, recognition.Value.ProfileInUse().Price);
}
