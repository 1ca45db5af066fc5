using Longhand.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Longhand.IntegrationTests.Intake;

/// <summary>Fails the first times, in the ways given.</summary>
internal sealed class StumblingDatabases(DbContextOptions<LonghandDb> options, params Exception[] failures) : IDbContextFactory<LonghandDb>
{
    private readonly PooledDbContextFactory<LonghandDb> databases = new(options);
    private int calls = -1;

    public LonghandDb CreateDbContext()
    {
        var call = Interlocked.Increment(ref calls);
        return call < failures.Length ? throw failures[call] : databases.CreateDbContext();
    }
}
