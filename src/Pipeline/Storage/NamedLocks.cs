using Microsoft.EntityFrameworkCore;

namespace Longhand.Storage;

/// <summary>Locks on what no row stands for, by name; all nodes of the database share them.</summary>
internal static class NamedLocks
{
    /// <summary>Waits for the lock, and keeps it until the transaction ends.</summary>
    public static Task LockAsync(this LonghandDb database, string name, CancellationToken cancellationToken) =>
        database.Database.ExecuteSqlAsync(
            $"select pg_advisory_xact_lock(hashtextextended({name}, 0))", cancellationToken);
}
