using Longhand.Support;

namespace Longhand.Tests.Support;

public sealed class ChildProcessTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_process_writes_can_be_waited_for()
    {
        await using var process = await ChildProcess.StartAsync(new("sh", "-c", "echo begun; echo port 42 >&2; exec sleep 60"), Cancellation);

        var line = await process.WaitForLineAsync(line => line.StartsWith("port ", StringComparison.Ordinal), Deadline, Cancellation);

        line.ShouldBe("port 42");
        process.HasExited.ShouldBeFalse();
    }

    [Fact]
    public async Task A_process_that_ends_without_the_line_says_its_last_words()
    {
        await using var process = await ChildProcess.StartAsync(new("sh", "-c", "echo no room; exit 3"), Cancellation);

        var failure = await Should.ThrowAsync<InvalidOperationException>(() => process.WaitForLineAsync(_ => false, Deadline, Cancellation));

        failure.Message.ShouldContain("no room");
        (await process.WaitForExitAsync(Deadline, Cancellation)).ShouldBe(3);
    }

    [Fact]
    public async Task A_process_is_killed_by_its_pid()
    {
        await using var process = await ChildProcess.StartAsync(new("sleep", "60"), Cancellation);

        await process.KillAsync(Cancellation);

        process.HasExited.ShouldBeTrue();
        Directory.Exists($"/proc/{process.Pid}").ShouldBeFalse();
    }

    [Fact]
    public async Task A_process_that_is_asked_to_end_may_answer_with_its_own_exit_code()
    {
        await using var process = await ChildProcess.StartAsync(new("sh", "-c", "trap 'exit 5' TERM; echo up; while :; do sleep 0.05; done"), Cancellation);
        await process.WaitForLineAsync(line => line == "up", Deadline, Cancellation);

        (await process.StopAsync(Deadline, Cancellation)).ShouldBe(5);
    }

    [Fact]
    public async Task A_frozen_process_does_nothing_until_it_goes_on()
    {
        await using var process = await ChildProcess.StartAsync(new("sh", "-c", "trap 'echo asked; exit 0' TERM; echo up; while :; do sleep 0.05; done"), Cancellation);
        await process.WaitForLineAsync(line => line == "up", Deadline, Cancellation);

        process.Send(ChildProcessSignal.Stop);
        process.Send(ChildProcessSignal.Terminate);
        await Should.ThrowAsync<TimeoutException>(() => process.WaitForExitAsync(TimeSpan.FromMilliseconds(200), Cancellation));

        process.Send(ChildProcessSignal.Continue);
        (await process.WaitForExitAsync(Deadline, Cancellation)).ShouldBe(0);
    }

    [Fact]
    public async Task Variables_are_given_and_taken_away()
    {
        var command = new ChildProcessCommand("sh", "-c", "echo \"$LONGHAND_GIVEN/${HOME-none}\"")
        {
            Environment = new Dictionary<string, string?> { ["LONGHAND_GIVEN"] = "yes", ["HOME"] = null },
        };
        await using var process = await ChildProcess.StartAsync(command, Cancellation);

        (await process.WaitForLineAsync(_ => true, Deadline, Cancellation)).ShouldBe("yes/none");
    }
}
