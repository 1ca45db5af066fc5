using Npgsql;

namespace Longhand.Storage;

/// <summary>Tells what is the trouble of the house from what is a recording's.</summary>
public static class Outage
{
    private static readonly string[] TakenAway =
        [ShortTransactions.TakenBack, PostgresErrorCodes.ReadOnlySqlTransaction];

    /// <summary>The database is away, or the disk is full: nothing about any recording has failed, however long it lasts.</summary>
    public static bool Is(Exception failure) =>
        IsOfTheDatabase(failure)
        || (failure is IOException and not FileNotFoundException and not DirectoryNotFoundException)
        || (failure.InnerException is { } inner && Is(inner));

    /// <summary>
    /// The database is away, and may be back when it is asked again; also where a failover is under way, and who answers may
    /// not write.
    /// </summary>
    public static bool IsOfTheDatabase(Exception failure) =>
        failure is NpgsqlException { IsTransient: true }
        || (failure is PostgresException { SqlState: var state } && TakenAway.Contains(state))
        || (failure.InnerException is { } inner && IsOfTheDatabase(inner));
}
