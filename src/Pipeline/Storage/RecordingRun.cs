using Longhand.Recordings;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;

namespace Longhand.Storage;

/// <summary>One run's right to write. Every write is guarded by the run's number, so that a node that was frozen
/// and comes back cannot write over its successor.</summary>
public sealed class RecordingRun
{
    private const int LongestReason = 4_000;

    private readonly IDbContextFactory<LonghandDb> databases;
    private readonly TimeProvider clock;

    internal RecordingRun(IDbContextFactory<LonghandDb> databases, TimeProvider clock, Recording recording)
    {
        this.databases = databases;
        this.clock = clock;
        Recording = recording;
    }

    /// <summary>The recording as it was when the run began.</summary>
    public Recording Recording { get; }

    /// <summary>Done after each stored answer.</summary>
    public Action? Progressed { get; set; }

    /// <summary>Whether it may still write: nobody has cancelled, paused, deleted or taken the recording over.</summary>
    public async Task<bool> IsCurrentAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await IsCurrentAsync(database, cancellationToken);
    }

    /// <summary>Everything known of its segments, in order.</summary>
    public async Task<IReadOnlyList<Segment>> SegmentsAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Segments.AsNoTracking()
            .Where(segment => segment.RecordingId == Recording.Id)
            .OrderBy(segment => segment.StartSample)
            .ToListAsync(cancellationToken);
    }

    /// <summary>Whether anything has been paid for.</summary>
    public async Task<bool> HasAnswersAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Segments.AnyAsync(
            segment => segment.RecordingId == Recording.Id && segment.State == SegmentState.Transcribed, cancellationToken);
    }

    /// <summary>Whether some run has decoded it to the end, so that its segments cover the whole of it.</summary>
    public async Task<bool> IsDecodedAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Recordings.AnyAsync(
            recording => recording.Id == Recording.Id && recording.DecodedSamples != null, cancellationToken);
    }

    public Task DescribeAsync(AudioDescription audio, CancellationToken cancellationToken) => UpdateAsync(
        set => set
            .SetProperty(recording => recording.Media, audio.ToString())
            .SetProperty(recording => recording.DeclaredSamples, audio.DeclaredSamples),
        cancellationToken);

    public Task MoveToAsync(RecordingStatus status, CancellationToken cancellationToken) => UpdateAsync(
        set => set.SetProperty(recording => recording.Status, status), cancellationToken);

    /// <summary>The decode has reached the end: its length is the recording's, and recognition goes on alone.</summary>
    public Task DecodedAsync(DecodedAudio audio, CancellationToken cancellationToken) => UpdateAsync(
        set => set
            .SetProperty(recording => recording.Status, RecordingStatus.Recognizing)
            .SetProperty(recording => recording.DecodedSamples, audio.Samples)
            .SetProperty(recording => recording.Notes, audio.Notes.ToArray()),
        cancellationToken);

    public Task PlanAsync(CutSegment cut, CancellationToken cancellationToken) => WriteAsync(
        set => set.SetProperty(recording => recording.Run, Recording.Run),
        database => database.Segments.Add(Segment.From(Recording.Id, cut)),
        cancellationToken);

    /// <summary>
    /// Replaces a segment that the API does not take by shorter ones that tile it. Its calls stay with the first.
    /// </summary>
    public Task ReplaceAsync(
        CutSegment segment,
        IReadOnlyList<CutSegment> shorter,
        IReadOnlyList<SegmentAttempt> attempts,
        CancellationToken cancellationToken) =>
        WriteAsync(
            set => set.SetProperty(recording => recording.Run, Recording.Run),
            (database, token) => RowsOf(database).ReplaceAsync(segment, shorter, attempts, token),
            cancellationToken);

    /// <summary>
    /// Counts a call that is about to be sent: a process that is killed in the middle of it has counted it too.
    /// </summary>
    /// <returns>The call's number among all that were made for the segment.</returns>
    /// <exception cref="RunSupersededException">Another run has the recording, so there is nothing to send.</exception>
    public async Task<int> CountCallAsync(SampleRange segment, long samples, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await RowsOf(database).CountCallAsync(segment, samples, Recording.Run, cancellationToken)
            ?? throw (await IsCurrentAsync(database, cancellationToken)
                ? SegmentRows.NotPending(segment, Recording.Id)
                : new RunSupersededException(Recording.Id, Recording.Run));
    }

    /// <summary>Stores an answer with its words, in one transaction; from here on the segment is never sent again.</summary>
    public async Task AnswerAsync(
        SampleRange segment,
        SpeechAnswer answer,
        IReadOnlyList<SegmentAttempt> attempts,
        IReadOnlyList<TimedUtterance> utterances,
        CancellationToken cancellationToken)
    {
        await WriteAsync(
            // Progress was made, so the starts before it were no crash loop, and the failures before it are overcome.
            set => set
                .SetProperty(recording => recording.Starts, 0)
                .SetProperty(recording => recording.Attempts, 0)
                .SetProperty(recording => recording.Error, (string?)null),
            async (database, token) =>
            {
                await RowsOf(database).SetAsync(
                    segment,
                    attempts,
                    set => set
                        .SetProperty(row => row.State, SegmentState.Transcribed)
                        .SetProperty(row => row.Answer, answer)
                        .SetProperty(row => row.AnsweredAt, clock.GetUtcNow())
                        .SetProperty(row => row.LastError, (string?)null),
                    token);
                database.Utterances.AddRange(Rows(segment.Start, utterances));
            },
            cancellationToken);
        Progressed?.Invoke();
    }

    /// <summary>Whether the segment's answer is stored.</summary>
    public async Task<bool> IsAnsweredAsync(SampleRange segment, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Segments.AnyAsync(
            row => row.RecordingId == Recording.Id && row.StartSample == segment.Start
                && row.EndSample == segment.End && row.State == SegmentState.Transcribed,
            cancellationToken);
    }

    public Task LoseAsync(
        SampleRange segment,
        string reason,
        IReadOnlyList<SegmentAttempt> attempts,
        CancellationToken cancellationToken) => WriteAsync(
        set => set.SetProperty(recording => recording.Run, Recording.Run),
        (database, token) => RowsOf(database).SetAsync(
            segment,
            attempts,
            set => set
                .SetProperty(row => row.State, SegmentState.Gap)
                .SetProperty(row => row.GapReason, Storable(reason)),
            token),
        cancellationToken);

    /// <summary>Notes calls that brought no answer; the segment stays pending.</summary>
    public Task MissAsync(
        SampleRange segment,
        string reason,
        IReadOnlyList<SegmentAttempt> attempts,
        CancellationToken cancellationToken) => WriteAsync(
        set => set.SetProperty(recording => recording.Run, Recording.Run),
        (database, token) => RowsOf(database).SetAsync(
            segment, attempts, set => set.SetProperty(row => row.LastError, Storable(reason)), token),
        cancellationToken);

    /// <summary>Gives the recording back unfinished after an interruption: nothing is counted against it.</summary>
    public Task HandBackAsync(CancellationToken cancellationToken) => UpdateAsync(
        set => set
            .SetProperty(recording => recording.Status, RecordingStatus.Queued)
            .SetProperty(recording => recording.Starts, 0)
            .SetProperty(recording => recording.Node, (string?)null),
        cancellationToken);

    /// <summary>Failed attempts since the last stored answer, of this run's answers too; none of a deleted one.</summary>
    public async Task<int> AttemptsAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Recordings.Where(recording => recording.Id == Recording.Id)
            .Select(recording => recording.Attempts).SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>Gives the recording back after a failure that a later run may mend.</summary>
    /// <param name="error">What failed.</param>
    /// <param name="attempts">Failed attempts with this one; null where this failure is not counted as one.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task RetryLaterAsync(string error, int? attempts, CancellationToken cancellationToken) => UpdateAsync(
        set => set
            .SetProperty(recording => recording.Status, RecordingStatus.Queued)
            .SetProperty(recording => recording.Starts, 0)
            .SetProperty(recording => recording.Attempts, recording => attempts ?? recording.Attempts)
            .SetProperty(recording => recording.Node, (string?)null)
            .SetProperty(recording => recording.Error, Storable(error)),
        cancellationToken);

    /// <summary>Gives the recording back because the speech account may not call for now; nothing has failed.</summary>
    public Task PauseAsync(string reason, DateTimeOffset? until, CancellationToken cancellationToken)
    {
        var latest = clock.GetUtcNow() + Recording.LongestPause;
        return UpdateAsync(
            set => set
                .SetProperty(recording => recording.Status, RecordingStatus.Paused)
                .SetProperty(recording => recording.PausedUntil, until > latest ? latest : until)
                .SetProperty(recording => recording.Starts, 0)
                .SetProperty(recording => recording.Node, (string?)null)
                .SetProperty(recording => recording.Error, Storable(reason)),
            cancellationToken);
    }

    /// <summary>Ends the recording with its whole transcript, in one transaction that the database checks for completeness.</summary>
    public Task CompleteAsync(
        RecordingStatus status,
        IEnumerable<(long SegmentStart, IReadOnlyList<TimedUtterance> Utterances)> utterances,
        CancellationToken cancellationToken) =>
        WriteAsync(
            set => set
                .SetProperty(recording => recording.Status, status)
                .SetProperty(recording => recording.FinishedAt, clock.GetUtcNow())
                .SetProperty(recording => recording.Starts, 0)
                .SetProperty(recording => recording.Node, (string?)null)
                .SetProperty(recording => recording.Error, (string?)null),
            async (database, token) =>
            {
                await database.Utterances.Where(row => row.RecordingId == Recording.Id).ExecuteDeleteAsync(token);
                foreach (var (segmentStart, words) in utterances)
                    database.Utterances.AddRange(Rows(segmentStart, words));
            },
            cancellationToken);

    public Task FailAsync(string error, CancellationToken cancellationToken) => UpdateAsync(
        set => set
            .SetProperty(recording => recording.Status, RecordingStatus.Failed)
            .SetProperty(recording => recording.FinishedAt, clock.GetUtcNow())
            .SetProperty(recording => recording.Node, (string?)null)
            .SetProperty(recording => recording.Error, Storable(error)),
        cancellationToken);

    /// <summary>A reason that cannot be stored would keep the recording from ever ending.</summary>
    private static string Storable(string reason) => StorableText.Of(reason, LongestReason);

    private IEnumerable<Utterance> Rows(long segmentStart, IReadOnlyList<TimedUtterance> utterances) => utterances.Select(
        (utterance, ordinal) => new Utterance
        {
            RecordingId = Recording.Id,
            SegmentStart = segmentStart,
            Ordinal = ordinal,
            StartSample = utterance.Range.Start,
            EndSample = utterance.Range.End,
            Text = utterance.Text,
            Timing = utterance.Timing,
        });

    private SegmentRows RowsOf(LonghandDb database) => new(database, Recording.Id);

    private Task<bool> IsCurrentAsync(LonghandDb database, CancellationToken cancellationToken) =>
        database.Recordings.AnyAsync(
            row => row.Id == Recording.Id && row.Run == Recording.Run && row.FinishedAt == null, cancellationToken);

    private Task UpdateAsync(Action<UpdateSettersBuilder<Recording>> set, CancellationToken cancellationToken) =>
        WriteAsync(set, _ => { }, cancellationToken);

    private Task WriteAsync(
        Action<UpdateSettersBuilder<Recording>> set, Action<LonghandDb> write, CancellationToken cancellationToken) => WriteAsync(
        set,
        (database, _) =>
        {
            write(database);
            return Task.CompletedTask;
        },
        cancellationToken);

    private async Task WriteAsync(
        Action<UpdateSettersBuilder<Recording>> set, Func<LonghandDb, CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.BeginShortAsync(cancellationToken);
        // First, so that a superseded run is told so before anything else can go wrong for it.
        var rows = await database.Recordings
            .Where(row => row.Id == Recording.Id && row.Run == Recording.Run && row.FinishedAt == null)
            .ExecuteUpdateAsync(set, cancellationToken);
        if (rows != 1)
            throw new RunSupersededException(Recording.Id, Recording.Run);
        await write(database, cancellationToken);
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
