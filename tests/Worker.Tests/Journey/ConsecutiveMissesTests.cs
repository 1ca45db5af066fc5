using Longhand.Journey;

namespace Longhand.Tests.Journey;

public sealed class ConsecutiveMissesTests
{
    [Fact]
    public void Misses_in_a_row_pause_the_recording()
    {
        var misses = new ConsecutiveMisses(limit: 2);
        misses.Count("timeout");

        Should.Throw<RecordingPausedException>(() => misses.Count("timeout")).Message.ShouldContain("timeout");
    }

    [Fact]
    public void An_answer_in_between_lets_the_run_go_on_but_not_end_well()
    {
        var misses = new ConsecutiveMisses(limit: 2);
        misses.Count("timeout");
        misses.Count(null);
        misses.Count("reset");

        Should.Throw<SegmentsUnansweredException>(misses.ThrowIfAny).Message.ShouldBe("2 segments are still without an answer: reset");
    }

    [Fact]
    public void A_run_without_misses_ends_well() => Should.NotThrow(new ConsecutiveMisses(limit: 1).ThrowIfAny);
}
