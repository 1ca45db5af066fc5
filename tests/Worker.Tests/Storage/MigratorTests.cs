using Longhand.Recordings;
using Longhand.Storage;

namespace Longhand.Tests.Storage;

public sealed class MigratorTests
{
    private static readonly Migration First = new("0001_a.sql", "select 1");
    private static readonly Migration Second = new("0002_b.sql", "select 2");

    [Fact]
    public void Only_what_was_not_applied_is_missing() =>
        Migrator.Missing([First, Second], [(First.Name, First.Checksum)]).ShouldBe([Second]);

    [Fact]
    public void A_changed_file_is_refused_by_name() =>
        Should.Throw<PermanentFailureException>(() => Migrator.Missing([First], [(First.Name, "0000")]).ToList())
            .Message.ShouldContain("0001_a.sql was changed after it was applied");

    [Fact]
    public void A_database_of_a_newer_version_is_refused() =>
        Should.Throw<PermanentFailureException>(() => Migrator.Missing([First], [("0009_z.sql", "0000")]).ToList())
            .Message.ShouldContain("newer version");

    [Fact]
    public void The_migrations_travel_in_the_assembly_in_order() =>
        Migration.All.Select(migration => migration.Name).ShouldBe(Migration.All.Select(migration => migration.Name).Order());
}
