using Longhand.Recordings;
using Longhand.Storage;
using Microsoft.EntityFrameworkCore;

namespace Longhand.IntegrationTests.Dashboard;

/// <summary>Writes rows as a worker would, each write touching its recording's row.</summary>
internal sealed class RecordingRows(IDbContextFactory<LonghandDb> databases)
{
    private static readonly DateTimeOffset Began = DateTimeOffset.UtcNow;

    private static readonly SegmentAttempt Refusal = new(
        1, "request", Began, 1.25, 16_000, "skip", 400, "1301", "sensitive content (1301)");

    private static int added;

    public async Task ClearAsync()
    {
        await using var database = await databases.CreateDbContextAsync();
        await database.Recordings.ExecuteDeleteAsync();
    }

    /// <summary>The speech account may not call for an hour; or may again.</summary>
    public async Task PauseAsync(string? reason)
    {
        await using var database = await databases.CreateDbContextAsync();
        await database.Database.ExecuteSqlRawAsync("delete from call_budgets");
        if (reason is not null)
            await database.Database.ExecuteSqlAsync(
                $"""
                insert into call_budgets (account, level, pause_reason, paused_at, paused_until)
                values ('http://127.0.0.1:9 glm-asr', 4, {reason}, now(), now() + interval '1 h')
                """);
    }

    public async Task<RecordingId> AddAsync(
        string name,
        RecordingStatus status = RecordingStatus.Queued,
        double? declaredSeconds = null,
        string? error = null,
        params string[] notes)
    {
        await using var database = await databases.CreateDbContextAsync();
        // A millisecond apart: ids of the same one have no order among themselves, and pages are read by order.
        var id = new RecordingId(Guid.CreateVersion7(Began.AddMilliseconds(Interlocked.Increment(ref added))));
        var now = DateTimeOffset.UtcNow;
        database.Recordings.Add(new Recording
        {
            Id = id,
            Name = name,
            Door = RecordingDoor.Api,
            ContentHash = new byte[32],
            SizeBytes = 28_800_000,
            Status = status,
            Media = "MP3, 44.1 kHz, stereo",
            DeclaredSamples = declaredSeconds is { } seconds ? AudioClock.ToSamples(seconds) : null,
            Error = error,
            Notes = notes,
            CreatedAt = now,
            StartedAt = status == RecordingStatus.Queued ? null : now,
            FinishedAt = status.IsFinal() ? now : null,
        });
        await database.SaveChangesAsync();
        return id;
    }

    /// <summary>Names the file of its id as its audio.</summary>
    public async Task GiveAudioAsync(RecordingId id)
    {
        await using var database = await databases.CreateDbContextAsync();
        await database.Recordings.Where(recording => recording.Id == id)
            .ExecuteUpdateAsync(set => set.SetProperty(recording => recording.AudioKey, $"{id}"));
    }

    public async Task DeleteAsync(RecordingId id)
    {
        await using var database = await databases.CreateDbContextAsync();
        await database.Recordings.Where(recording => recording.Id == id).ExecuteDeleteAsync();
    }

    /// <summary>A segment of any state; words are spread over it evenly.</summary>
    public async Task CutAsync(RecordingId id, double start, double end, SegmentState state, params string[] words)
    {
        await using var database = await databases.CreateDbContextAsync();
        await using var transaction = await database.Database.BeginTransactionAsync();
        var first = AudioClock.ToSamples(start);
        database.Segments.Add(new Segment
        {
            RecordingId = id,
            StartSample = first,
            EndSample = AudioClock.ToSamples(end),
            State = state,
            Answer = state == SegmentState.Transcribed ? AnswerOf(words) : null,
            AnsweredAt = state == SegmentState.Transcribed ? DateTimeOffset.UtcNow : null,
            GapReason = state == SegmentState.Gap ? "sensitive content (1301)" : null,
            Calls = state is SegmentState.Transcribed or SegmentState.Gap ? 1 : 0,
            SentSamples = state is SegmentState.Transcribed or SegmentState.Gap ? AudioClock.ToSamples(end) - first : 0,
            Attempts = state == SegmentState.Gap ? [Refusal] : [],
        });
        AddWords(database, id, first, AudioClock.ToSamples(end), words, UtteranceTiming.Reported);
        await database.SaveChangesAsync();
        await TouchAsync(database, id);
        await transaction.CommitAsync();
    }

    public async Task AnswerAsync(RecordingId id, double start, double end, UtteranceTiming timing, params string[] words)
    {
        await using var database = await databases.CreateDbContextAsync();
        await using var transaction = await database.Database.BeginTransactionAsync();
        var first = AudioClock.ToSamples(start);
        await database.Segments.Where(segment => segment.RecordingId == id && segment.StartSample == first)
            .ExecuteUpdateAsync(set => set
                .SetProperty(segment => segment.State, SegmentState.Transcribed)
                .SetProperty(segment => segment.Answer, AnswerOf(words))
                .SetProperty(segment => segment.AnsweredAt, DateTimeOffset.UtcNow)
                .SetProperty(segment => segment.Calls, 1));
        AddWords(database, id, first, AudioClock.ToSamples(end), words, timing);
        await database.SaveChangesAsync();
        await TouchAsync(database, id);
        await transaction.CommitAsync();
    }

    /// <summary>A day in segments of a minute with ten utterances each.</summary>
    public async Task CutDayAsync(RecordingId id)
    {
        await using var database = await databases.CreateDbContextAsync();
        await database.Database.ExecuteSqlAsync(
            $$"""
            insert into segments (recording_id, start_sample, end_sample, state, confidence, answer, answered_at, calls)
            select {{id.Value}}, minute * 960000, (minute + 1) * 960000, 'transcribed', 30,
                   '{"text": "words", "utterances": null, "task_id": null, "request_id": null, "model": null}', now(), 1
            from generate_series(0, 1439) minute
            """);
        await database.Database.ExecuteSqlAsync(
            $"""
            insert into utterances (recording_id, segment_start, ordinal, start_sample, end_sample, text, timing)
            select {id.Value}, minute * 960000, part, minute * 960000 + part * 96000, minute * 960000 + (part + 1) * 96000, 'words', 'reported'
            from generate_series(0, 1439) minute, generate_series(0, 9) part
            """);
    }

    /// <summary>Makes every later read fail.</summary>
    public async Task DropAsync()
    {
        await using var database = await databases.CreateDbContextAsync();
        await database.Database.ExecuteSqlAsync($"drop table recordings cascade");
    }

    public async Task EndAsync(RecordingId id, RecordingStatus status, double decodedSeconds)
    {
        await using var database = await databases.CreateDbContextAsync();
        await database.Recordings.Where(recording => recording.Id == id).ExecuteUpdateAsync(set => set
            .SetProperty(recording => recording.Status, status)
            .SetProperty(recording => recording.DecodedSamples, AudioClock.ToSamples(decodedSeconds))
            .SetProperty(recording => recording.FinishedAt, DateTimeOffset.UtcNow));
    }

    /// <summary>So many changes, one at a time, as fast as the database takes them.</summary>
    public async Task TouchAsync(RecordingId id, int times)
    {
        await using var database = await databases.CreateDbContextAsync();
        for (var time = 0; time < times; time++)
            await database.Recordings.Where(recording => recording.Id == id)
                .ExecuteUpdateAsync(set => set.SetProperty(recording => recording.Attempts, recording => recording.Attempts + 1));
    }

    private static Task<int> TouchAsync(LonghandDb database, RecordingId id) => database.Recordings
        .Where(recording => recording.Id == id)
        .ExecuteUpdateAsync(set => set.SetProperty(recording => recording.Run, recording => recording.Run));

    private static SpeechAnswer AnswerOf(string[] words) => new(string.Join(' ', words), null, "task", "request", "glm-asr");

    private static void AddWords(
        LonghandDb database, RecordingId id, long start, long end, string[] words, UtteranceTiming timing)
    {
        var step = words.Length == 0 ? 0 : (end - start) / words.Length;
        for (var ordinal = 0; ordinal < words.Length; ordinal++)
            database.Utterances.Add(new Utterance
            {
                RecordingId = id,
                SegmentStart = start,
                Ordinal = ordinal,
                StartSample = start + (ordinal * step),
                EndSample = start + ((ordinal + 1) * step),
                Text = words[ordinal],
                Timing = timing,
            });
    }
}
