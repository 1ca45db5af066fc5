using Longhand.Storage;
using Npgsql;

namespace Longhand.Tests.Storage;

public sealed class OutageTests
{
    [Theory]
    [InlineData(PostgresErrorCodes.AdminShutdown, true)]
    [InlineData(PostgresErrorCodes.CannotConnectNow, true)]
    [InlineData(PostgresErrorCodes.ReadOnlySqlTransaction, true)]
    [InlineData("25P03", true)]
    [InlineData(PostgresErrorCodes.CheckViolation, false)]
    [InlineData(PostgresErrorCodes.UndefinedTable, false)]
    public void What_passes_when_the_database_is_back_is_told_by_its_code(string code, bool isOutage)
    {
        var told = new PostgresException("said", "ERROR", "ERROR", code);

        Outage.IsOfTheDatabase(told).ShouldBe(isOutage);
        Outage.Is(new InvalidOperationException("wrapped", told)).ShouldBe(isOutage);
    }

    [Fact]
    public void A_full_disk_is_nobodys_fault_and_a_missing_file_is()
    {
        Outage.Is(new IOException("No space left on device")).ShouldBeTrue();
        Outage.Is(new FileNotFoundException()).ShouldBeFalse();
        Outage.IsOfTheDatabase(new IOException("No space left on device")).ShouldBeFalse();
    }
}
