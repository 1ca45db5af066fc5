namespace Longhand.IntegrationTests.Jobs;

/// <summary>A clock that runs, but late.</summary>
internal sealed class EarlierClock(TimeSpan by) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() - by;
}
