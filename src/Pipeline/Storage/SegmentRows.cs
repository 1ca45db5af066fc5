using Longhand.Recordings;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;

namespace Longhand.Storage;

/// <summary>What a run writes to its recording's segments. Only what is still pending is ever changed.</summary>
internal sealed class SegmentRows(LonghandDb database, RecordingId recording)
{
    private const int LongestReason = 600;

    /// <summary>
    /// One statement without the recording's row, so that calls of one recording do not wait for each other's answers.
    /// </summary>
    /// <returns>Null where the segment is not pending, or the run is not the recording's.</returns>
    public async Task<int?> CountCallAsync(
        SampleRange segment, long samples, int run, CancellationToken cancellationToken)
    {
        var numbers = await database.Database.SqlQuery<int>(
            $"""
            update segments
               set calls = calls + 1, sent_samples = sent_samples + {samples},
                   resent_samples = resent_samples + case when calls > 0 or sent_before then {samples} else 0 end
             where recording_id = {recording.Value} and start_sample = {segment.Start} and state = 'pending'
               and exists (select from recordings where id = {recording.Value} and run = {run} and finished_at is null)
            returning calls as "Value"
            """).ToListAsync(cancellationToken);
        return numbers.Count == 1 ? numbers[0] : null;
    }

    public async Task SetAsync(
        SampleRange segment,
        IReadOnlyList<SegmentAttempt> attempts,
        Action<UpdateSettersBuilder<Segment>> set,
        CancellationToken cancellationToken)
    {
        var history = attempts.Count > 0 ? await HistoryAsync(segment, attempts, cancellationToken) : null;
        var rows = await Pending(segment).ExecuteUpdateAsync(
            setters =>
            {
                set(setters);
                if (history is not null)
                    setters.SetProperty(row => row.Attempts, history);
            },
            cancellationToken);
        if (rows != 1)
            throw NotPending(segment, recording);
    }

    public async Task ReplaceAsync(
        CutSegment segment,
        IReadOnlyList<CutSegment> shorter,
        IReadOnlyList<SegmentAttempt> attempts,
        CancellationToken cancellationToken)
    {
        // The rest is the database's to check: that each begins where the one before ends.
        var range = new SampleRange(shorter[0].Owned.Start, shorter[^1].Owned.End);
        if (shorter.Count < 2 || range != segment.Owned)
        {
            throw new ArgumentException(
                $"{shorter.Count} segments over {range} cannot replace {segment.Owned}.", nameof(shorter));
        }

        var wasSent = await Pending(segment.Owned).AnyAsync(row => row.Calls > 0 || row.SentBefore, cancellationToken);
        var (first, voiced) = (shorter[0], Segment.Flat(shorter[0].Voiced));
        await SetAsync(
            segment.Owned,
            attempts,
            set => set
                .SetProperty(row => row.EndSample, first.Owned.End)
                .SetProperty(row => row.Forced, first.Forced)
                .SetProperty(row => row.OverlapSamples, first.OverlapSamples)
                .SetProperty(row => row.Confidence, first.Confidence)
                .SetProperty(row => row.Voiced, voiced)
                .SetProperty(row => row.LastError, (string?)null),
            cancellationToken);
        database.Segments.AddRange(shorter.Skip(1).Select(cut => Segment.From(recording, cut, wasSent)));
    }

    public static InvalidOperationException NotPending(SampleRange segment, RecordingId recording) => new(
        $"Segment {segment} of recording {recording} is not pending, so nothing can be stored for it.");

    /// <summary>Read before it is written: the recording's row, which the run has locked, keeps others away.</summary>
    private async Task<IReadOnlyList<SegmentAttempt>> HistoryAsync(
        SampleRange segment, IReadOnlyList<SegmentAttempt> attempts, CancellationToken cancellationToken)
    {
        var known = await Pending(segment).Select(row => row.Attempts).SingleOrDefaultAsync(cancellationToken) ?? [];
        return [.. known.Concat(attempts.Select(Storable)).TakeLast(SegmentAttempt.Kept)];
    }

    // Both come from a stranger.
    private static SegmentAttempt Storable(SegmentAttempt attempt) => attempt with
    {
        Code = attempt.Code is null ? null : StorableText.Of(attempt.Code, LongestReason),
        Reason = attempt.Reason is null ? null : StorableText.Of(attempt.Reason, LongestReason),
    };

    private IQueryable<Segment> Pending(SampleRange segment) => database.Segments.Where(
        row => row.RecordingId == recording && row.StartSample == segment.Start && row.EndSample == segment.End
            && row.State == SegmentState.Pending);
}
