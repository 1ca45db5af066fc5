using Longhand.Recognition;
using Longhand.Support.Faults;

namespace Longhand.IntegrationTests.Recognition;

public sealed class SpeechRetryTests
{
    private static readonly SpeechFault TooFast = SpeechFault.Error(429, "1302", "您的账户已达到速率限制");

    [Fact]
    public async Task A_call_that_hangs_is_given_up_in_time_and_made_again()
    {
        await using var host = await RecognitionHost.StartAsync();
        host.Api.OnCall(1, SpeechFault.Hang);
        host.Api.OnCall(2, SpeechFault.HangInAnswer);
        var result = host.RecognizeAsync();

        await host.Api.WaitForCallsAsync(1, host.Deadline);
        host.Clock.Ring(RecognitionHost.AttemptTimeout);
        await host.Api.WaitForCallsAsync(2, host.Deadline);
        host.Clock.Ring(RecognitionHost.AttemptTimeout);

        (await result).ShouldBeOfType<RecognitionResult.Answered>().Calls.ShouldBe(3);
    }

    [Fact]
    public async Task Attempts_are_counted_and_spaced_further_and_further()
    {
        await using var host = await RecognitionHost.StartAsync(("MaxAttempts", "6"), ("BreakerMinimumCalls", "100"));
        host.Api.Always(SpeechFault.Error(500, "500", "内部错误"));

        var unanswered = (await host.RecognizeAsync()).ShouldBeOfType<RecognitionResult.Unanswered>();

        unanswered.Calls.ShouldBe(6);
        unanswered.Reason.ShouldBe("内部错误 (500)");
        host.Clock.Waits.Count.ShouldBe(5);
        host.Clock.Waits.ShouldAllBe(wait => wait <= TimeSpan.FromSeconds(30));
        host.Clock.Waits[^1].ShouldBeGreaterThan(host.Clock.Waits[0]);
    }

    [Fact]
    public async Task Being_told_to_slow_down_is_no_attempt()
    {
        await using var host = await RecognitionHost.StartAsync(("MaxAttempts", "1"));
        host.Api.When(_ => true, TooFast, times: 4);
        host.Api.When(_ => true, SpeechFault.Error(503, null, "busy"), times: 4);
        host.Api.When(_ => true, SpeechFault.Error(429, null, "too many"), times: 4);

        (await host.RecognizeAsync()).ShouldBeOfType<RecognitionResult.Answered>().Calls.ShouldBe(13);
    }

    [Fact]
    public async Task Being_told_to_slow_down_beyond_the_total_time_is_a_pause_and_no_failure()
    {
        await using var host = await RecognitionHost.StartAsync();
        host.Api.Always(TooFast);
        var result = host.RecognizeAsync();

        await host.Api.WaitForCallsAsync(10, host.Deadline);
        host.Clock.Ring(RecognitionHost.TotalTimeout);

        var paused = (await result).ShouldBeOfType<RecognitionResult.Paused>();
        paused.Calls.ShouldBeGreaterThanOrEqualTo(10);
        paused.Reason.ShouldStartWith("您的账户已达到速率限制 (1302): ");
        // The longest back-off from then on; until this line a little of it has passed.
        (paused.Until.ShouldNotBeNull() - host.Clock.GetUtcNow())
            .ShouldBeInRange(TimeSpan.Zero, TimeSpan.FromSeconds(30));
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    [InlineData(500)]
    public async Task Retry_After_is_honoured_in_seconds(int status)
    {
        await using var host = await RecognitionHost.StartAsync();
        host.Api.OnCall(1, SpeechFault.Error(status, null, "wait", retryAfter: TimeSpan.FromSeconds(17)));

        (await host.RecognizeAsync()).ShouldBeOfType<RecognitionResult.Answered>().Calls.ShouldBe(2);

        host.Clock.Waits.ShouldHaveSingleItem().ShouldBeInRange(TimeSpan.FromSeconds(17), TimeSpan.FromSeconds(18));
    }

    [Fact]
    public async Task Retry_After_is_honoured_as_a_date()
    {
        await using var host = await RecognitionHost.StartAsync();
        host.Api.OnCall(1, SpeechFault.Error(429, "1302", "wait", retryAt: host.Clock.GetUtcNow().AddSeconds(40)));

        (await host.RecognizeAsync()).ShouldBeOfType<RecognitionResult.Answered>();

        // The header has no fractions, and the call takes its time too.
        host.Clock.Waits.ShouldHaveSingleItem().ShouldBeInRange(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(41));
    }

    [Fact]
    public async Task A_slow_down_for_longer_than_the_total_time_is_a_pause_until_then()
    {
        await using var host = await RecognitionHost.StartAsync();
        host.Api.Always(SpeechFault.Error(429, "1302", "wait", retryAfter: TimeSpan.FromHours(1)));
        var start = host.Clock.GetUtcNow();

        var paused = (await host.RecognizeAsync()).ShouldBeOfType<RecognitionResult.Paused>();

        paused.Calls.ShouldBe(1);
        paused.Until.ShouldNotBeNull().ShouldBeInRange(
            start + TimeSpan.FromHours(1), host.Clock.GetUtcNow() + TimeSpan.FromHours(1));
        host.Clock.Waits.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_fault_whose_wait_is_beyond_the_total_time_is_left_at_once()
    {
        await using var host = await RecognitionHost.StartAsync();
        host.Api.Always(SpeechFault.Error(500, "500", "wait", retryAfter: TimeSpan.FromHours(1)));

        (await host.RecognizeAsync()).ShouldBeOfType<RecognitionResult.Unanswered>().Calls.ShouldBe(1);

        host.Clock.Waits.ShouldBeEmpty();
    }

    [Fact]
    public async Task While_the_API_is_down_segments_wait_and_spend_no_attempt()
    {
        await using var host = await RecognitionHost.StartAsync(
            ("MaxAttempts", "3"), ("BreakerMinimumCalls", "2"), ("BreakerPause", "00:00:50"));
        host.Api.When(_ => true, SpeechFault.Reset, times: 2);

        var answered = (await host.RecognizeAsync()).ShouldBeOfType<RecognitionResult.Answered>();

        answered.Calls.ShouldBe(3);
        host.Api.Calls.Count.ShouldBe(3);
        host.Clock.Waits.Max().ShouldBeGreaterThan(TimeSpan.FromSeconds(40));
    }

    [Fact]
    public async Task A_storm_of_refusals_does_not_count_as_an_API_that_is_down()
    {
        await using var host = await RecognitionHost.StartAsync(("BreakerMinimumCalls", "2"));
        host.Api.When(_ => true, SpeechFault.Error(400, "1301", "no"), times: 10);

        for (var segment = 0; segment < 10; segment++)
            (await host.RecognizeAsync()).ShouldBeOfType<RecognitionResult.Skipped>();

        (await host.RecognizeAsync()).ShouldBeOfType<RecognitionResult.Answered>();
        host.Clock.Waits.ShouldBeEmpty();
    }
}
