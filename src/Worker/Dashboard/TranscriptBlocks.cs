using Longhand.Recordings;
using Longhand.Storage;
using Microsoft.EntityFrameworkCore;

namespace Longhand.Dashboard;

/// <summary>Reads as much of a transcript as a page shows, finished or not.</summary>
internal sealed class TranscriptBlocks(IDbContextFactory<LonghandDb> databases)
{
    /// <summary>The blocks of the segments that start in this part, in order.</summary>
    public async Task<IReadOnlyList<TranscriptBlock>> ReadAsync(
        RecordingId id, SampleRange part, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        // Segments first: words that arrive in between wait for the next look, and no answered segment stands there empty.
        var segments = await database.Segments.AsNoTracking()
            .Where(segment => segment.RecordingId == id && segment.StartSample >= part.Start && segment.StartSample < part.End)
            .OrderBy(segment => segment.StartSample)
            .Select(segment => new
            {
                segment.StartSample,
                segment.EndSample,
                segment.State,
                Reason = segment.GapReason ?? segment.LastError,
                segment.Attempts,
            })
            .ToListAsync(cancellationToken);
        var utterances = await database.Utterances.AsNoTracking()
            .Where(utterance => utterance.RecordingId == id
                && utterance.SegmentStart >= part.Start && utterance.SegmentStart < part.End)
            .OrderBy(utterance => utterance.SegmentStart).ThenBy(utterance => utterance.Ordinal)
            .ToListAsync(cancellationToken);
        var words = utterances.ToLookup(utterance => utterance.SegmentStart, utterance => utterance.ToTimed());
        return TranscriptBlock.Join(segments.Select(segment => new TranscriptBlock(
            new SampleRange(segment.StartSample, segment.EndSample),
            segment.State,
            segment.Reason,
            segment.State == SegmentState.Transcribed ? [.. words[segment.StartSample]] : [])
        {
            // What was answered is told by its words.
            Attempts = segment.State == SegmentState.Transcribed ? [] : segment.Attempts,
        }));
    }

    /// <summary>Every segment's place and state, drawn for the whole length of the recording.</summary>
    public async Task<IReadOnlyList<CoverageStretch>> DrawCoverageAsync(
        RecordingId id, long totalSamples, CancellationToken cancellationToken)
    {
        if (totalSamples == 0)
            return [];
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var segments = await database.Segments.AsNoTracking()
            .Where(segment => segment.RecordingId == id)
            .Select(segment => new { segment.StartSample, segment.EndSample, segment.State })
            .ToListAsync(cancellationToken);
        return CoverageBar.Draw(
            segments.Select(segment => (new SampleRange(segment.StartSample, segment.EndSample), segment.State)), totalSamples);
    }
}
