using Longhand.Media;
using Longhand.Recordings;

namespace Longhand.Tests.Media;

public sealed class ProgramEndTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(69)]
    [InlineData(183)]
    [InlineData(234)]
    [InlineData(254)]
    public void Its_own_errors_are_no_stop(int code) =>
        Should.NotThrow(() => End(code).EnsureNotStopped("a.mp3", Limit, Limit));

    [Theory]
    [InlineData(137)]
    [InlineData(143)]
    [InlineData(152)]
    [InlineData(255)]
    [InlineData(123)]
    public void A_stop_is_told_with_command_code_and_lines_but_not_with_the_place(int code)
    {
        var message = Should.Throw<ProgramStoppedException>(
            () => End(code).EnsureNotStopped("a.mp3", TimeSpan.FromMinutes(1), Limit)).Message;

        message.ShouldContain($"ffmpeg -i a.mp3 ended with exit code {code}");
        message.ShouldNotContain("/store");
    }

    [Theory]
    [InlineData(134)]
    [InlineData(139)]
    public void A_file_that_crashes_the_program_would_crash_it_again(int code) =>
        Should.Throw<PermanentFailureException>(
            () => End(code).EnsureNotStopped("a.mp3", TimeSpan.FromMinutes(1), Limit))
            .Message.ShouldContain("crashed on a.mp3");

    [Fact]
    public void A_stop_at_the_limit_of_CPU_time_would_come_again() =>
        Should.Throw<PermanentFailureException>(
            () => End(137).EnsureNotStopped("a.mp3", TimeSpan.FromMinutes(9.9), Limit))
            .Message.ShouldContain("Media:MaxCpuTime (00:10:00)");

    [Fact]
    public void Without_a_limit_any_CPU_time_may_be_used() =>
        Should.Throw<ProgramStoppedException>(() => End(137).EnsureNotStopped("a.mp3", TimeSpan.FromDays(1), null));

    private static ProgramEnd End(int code) => new("ffmpeg", ["-i", "file:/store/01ab"], code, new ProcessDiagnostics());
}
