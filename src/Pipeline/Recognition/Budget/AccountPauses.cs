using Npgsql;

namespace Longhand.Recognition;

/// <summary>The pauses of the account that this node calls with; they hold for the whole cluster.</summary>
public sealed class AccountPauses(NpgsqlDataSource database, CallAccount account)
{
    /// <summary>The pause that keeps everybody from calling; null where calls may be made, or one may try.</summary>
    public async Task<AccountPause?> FindAsync(CancellationToken cancellationToken)
    {
        await using var command = Command(
            """
            select pause_reason, paused_at, paused_until from call_budgets
             where account = $1 and paused_until > clock_timestamp()
            """);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new AccountPause(
                reader.GetString(0), reader.GetFieldValue<DateTimeOffset>(1), reader.GetFieldValue<DateTimeOffset>(2))
            : null;
    }

    /// <summary>Ends the pause: from now on calls are made again. What waits for that is still to be started.</summary>
    /// <returns>Whether there was one.</returns>
    public Task<bool> EndAsync(CancellationToken cancellationToken) => ChangeAsync(
        """
        update call_budgets
           set pause_reason = null, paused_at = null, paused_until = null, trying_until = null, resuming = true,
               resumed_at = clock_timestamp(), epoch = epoch + 1
         where account = $1 and paused_until is not null
        """,
        cancellationToken);

    /// <summary>Has all that is paused started, where no pause is left for it to wait for.</summary>
    public Task<bool> ResumeAsync(CancellationToken cancellationToken) => ChangeAsync(
        "update call_budgets set resuming = true where account = $1 and paused_until is null", cancellationToken);

    /// <summary>How far the last pause is from being over.</summary>
    public async Task<PauseStage> StageAsync(CancellationToken cancellationToken)
    {
        await using var command = Command(
            """
            select paused_until, paused_until <= clock_timestamp(),
                   coalesce(trying_until between clock_timestamp() and clock_timestamp() + interval '1 min', false),
                   resuming
              from call_budgets where account = $1
            """);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
            return new PauseStage.None();
        if (reader.GetBoolean(3))
            return new PauseStage.Resuming();
        if (await reader.IsDBNullAsync(0, cancellationToken))
            return new PauseStage.None();
        return (Due: reader.GetBoolean(1), Trying: reader.GetBoolean(2)) switch
        {
            (Due: false, _) => new PauseStage.Waiting(reader.GetFieldValue<DateTimeOffset>(0)),
            (Due: true, Trying: true) => new PauseStage.Trying(),
            (Due: true, Trying: false) => new PauseStage.Due(),
        };
    }

    /// <summary>Takes it on to have one call try the account, once its pause is due to end.</summary>
    /// <remarks>Where no call comes of it within a minute, somebody else may.</remarks>
    /// <returns>Whether it is this caller's to do.</returns>
    public Task<bool> TryAsync(CancellationToken cancellationToken) => ChangeAsync(
        """
        update call_budgets set trying_until = clock_timestamp() + interval '1 min'
         where account = $1 and paused_until <= clock_timestamp()
           and coalesce(trying_until not between clock_timestamp() and clock_timestamp() + interval '1 min', true)
        """,
        cancellationToken);

    /// <summary>Says that what waited for the end of the pause has been started.</summary>
    public Task<bool> ResumedAsync(CancellationToken cancellationToken) =>
        ChangeAsync("update call_budgets set resuming = false where account = $1 and resuming", cancellationToken);

    private async Task<bool> ChangeAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = Command(sql);
        return await command.ExecuteNonQueryAsync(cancellationToken) > 0;
    }

    private NpgsqlCommand Command(string sql)
    {
        var command = database.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = account.Name });
        return command;
    }
}
