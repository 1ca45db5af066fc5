using Longhand.Recognition;
using Longhand.Recordings;
using Longhand.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Longhand.Dashboard;

/// <summary>The pages that are read.</summary>
internal static class ReadingPages
{
    public static async Task<RazorComponentResult> ListAsync(
        string? status,
        string? before,
        RecordingReads reads,
        CallBudgetReads budget,
        IOptions<StorageOptions> storage,
        CancellationToken cancellationToken)
    {
        if (!ListQuery.TryParse(status, before, out var query, out var refusal))
            return Pages.Error(StatusCodes.Status400BadRequest, "No such list", refusal);
        var list = await RecordingList.ReadAsync(reads, budget, query, cancellationToken);
        return Pages.List(list, storage.Value.MaxFileBytes);
    }

    public static async Task<RazorComponentResult> RecordingAsync(
        Guid id, double? from, RecordingReads reads, TranscriptBlocks blocks, CancellationToken cancellationToken)
    {
        var view = await RecordingView.ReadAsync(new RecordingId(id), from ?? 0, reads, blocks, cancellationToken);
        return view is null ? Pages.NoSuchRecording() : Pages.Recording(view);
    }
}
