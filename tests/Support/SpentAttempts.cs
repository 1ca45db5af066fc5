using Npgsql;

namespace Longhand.Support;

/// <summary>
/// Counts the attempts that recordings spend, as they spend them: a recording's own count goes back to 0 with every answer.
/// </summary>
public static class SpentAttempts
{
    private const string Watch =
        """
        -- Workers that start side by side do this side by side.
        select pg_advisory_xact_lock(hashtext('spent attempts'));
        create table if not exists spent_attempts (recording_id uuid not null);
        create or replace function note_spent_attempt() returns trigger language plpgsql as $$
        begin
            insert into spent_attempts (recording_id) values (new.id);
            return null;
        end $$;
        create or replace trigger attempt_is_spent after update of attempts on recordings
            for each row when (new.attempts > old.attempts) execute function note_spent_attempt();
        """;

    /// <summary>Begins to count in a migrated database; from then on to say it again changes nothing.</summary>
    public static async Task WatchAsync(NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(Watch);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Attempts that were spent since, of all recordings.</summary>
    public static async Task<int> CountAsync(NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("select count(*)::int from spent_attempts");
        return (int)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
