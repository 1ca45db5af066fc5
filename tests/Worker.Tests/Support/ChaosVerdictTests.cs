using Longhand.Support.Chaos;

namespace Longhand.Tests.Support;

/// <summary>The judge of the chaos suite: what a death may cost, and what it may not.</summary>
public sealed class ChaosVerdictTests
{
    private static readonly Guid Mine = Guid.CreateVersion7();
    private static readonly DateTimeOffset Death = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_call_in_flight_at_a_death_may_be_made_again()
    {
        var cut = Call(1, arrived: -0.5, ended: 0.1, answered: false);

        var report = Judge(Kill([cut with { EndedAt = null }]), cut, Call(2, arrived: 12));

        (report.Resent, report.InFlight, report.MostResentAtOnce).ShouldBe((1, 1, 1));
        report.ResentWithoutReason.ShouldBeEmpty();
    }

    [Fact]
    public void So_may_one_whose_answer_was_on_its_way_into_the_database()
    {
        var unstored = Call(1, arrived: -1, ended: -0.2);
        var kill = Kill([unstored]);

        var report = Judge(kill, unstored, Call(2, arrived: 12));

        report.ResentWithoutReason.ShouldBeEmpty();
        kill.ResentThoughAnswered.ShouldBe(1);
    }

    [Theory]
    [InlineData(0.3, true)]
    [InlineData(2, false)]
    public void And_one_that_arrived_between_the_note_and_the_death(double arrived, bool explained)
    {
        var half = Call(1, arrived, ended: arrived + 0.1, answered: false);

        var report = Judge(Kill([]), half, Call(2, arrived: 12));

        report.ResentWithoutReason.Count.ShouldBe(explained ? 0 : 1);
        report.InFlight.ShouldBe(explained ? 1 : 0);
    }

    [Fact]
    public void One_whose_answer_was_stored_may_not()
    {
        var stored = Call(1, arrived: -1, ended: -0.2);

        var report = Judge(Kill([stored], stored), stored, Call(2, arrived: 12));

        report.ResentWithoutReason.ShouldHaveSingleItem().ShouldContain("was made again");
    }

    [Fact]
    public void Nor_one_whose_answer_was_lost_long_before()
    {
        var lost = Call(1, arrived: -20, ended: -19);

        Judge(Kill([lost]), lost, Call(2, arrived: 12)).ResentWithoutReason.Count.ShouldBe(1);
    }

    [Fact]
    public void Nor_one_of_a_recording_that_the_dead_had_nothing_to_do_with()
    {
        var other = Call(1, arrived: -0.5, ended: null, answered: false) with { Recording = Guid.CreateVersion7() };

        Judge(Kill([other]), other, Call(2, arrived: 12) with { Recording = other.Recording })
            .ResentWithoutReason.Count.ShouldBe(1);
    }

    [Fact]
    public void One_death_excuses_a_call_once()
    {
        var cut = Call(1, arrived: -0.5, ended: 0.1, answered: false);

        var report = Judge(Kill([cut]), cut, Call(2, arrived: 12), Call(3, arrived: 15));

        (report.Resent, report.ResentWithoutReason.Count, report.MostResentAtOnce).ShouldBe((2, 1, 1));
    }

    [Fact]
    public void Two_deaths_each_excuse_what_was_in_flight_at_them()
    {
        var (cut, again) = (Call(1, arrived: -0.5, ended: 0.1, answered: false), Call(2, arrived: 12, ended: 13, answered: false));
        var first = Kill([cut]);
        var second = Disturbance.Of("kill", [Mine], [cut, again], new HashSet<(Guid, long)>(), [first], Death.AddSeconds(12.5));

        var report = ChaosVerdict.Of([], Expecting(), [first, second], [cut, again, Call(3, arrived: 25)]);

        (report.Resent, report.InFlight, report.MostResentAtOnce).ShouldBe((2, 2, 1));
        report.ResentWithoutReason.ShouldBeEmpty();
    }

    [Fact]
    public void What_is_not_said_is_lost_and_what_is_said_once_too_often_is_doubled()
    {
        var recording = new ChaosRecording(Mine, "a.wav", "completed", 0, 0, "", ["one", "two", "two"]);

        var report = ChaosVerdict.Of([recording], Expecting("one", "two", "three"), [], []);

        report.Lost.ShouldBe(["three"]);
        report.Doubled.ShouldBe(["two"]);
        report.Incomplete.ShouldBeEmpty();
    }

    private static Dictionary<string, IReadOnlyList<string>> Expecting(params string[] utterances) =>
        new() { ["a.wav"] = utterances };

    private static ChaosReport Judge(Disturbance kill, params ChaosCall[] calls) =>
        ChaosVerdict.Of([], Expecting(), [kill], calls);

    private static Disturbance Kill(IReadOnlyList<ChaosCall> calls, params ChaosCall[] stored) =>
        Disturbance.Of("kill", [Mine], calls, stored.Select(call => call.Segment).ToHashSet(), [], Death);

    // In seconds from the death.
    private static ChaosCall Call(int number, double arrived, double? ended = 100, bool answered = true) => new(
        number, Mine, 0, "audio", Death.AddSeconds(arrived), ended is { } end ? Death.AddSeconds(end) : null, answered);
}
