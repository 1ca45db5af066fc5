namespace Longhand.IntegrationTests.Upkeep;

/// <summary>A clock that is as far ahead as it is set.</summary>
internal sealed class ManualClock : TimeProvider
{
    private long ahead;

    public void Advance(TimeSpan by) => Interlocked.Add(ref ahead, by.Ticks);

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref ahead));
}
