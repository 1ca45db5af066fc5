using Longhand.Cli;

namespace Longhand.Tests.Cli;

public sealed class TerminalTests : IDisposable
{
    private readonly StringWriter output = new();

    private readonly StringWriter error = new() { NewLine = "\n" };

    public void Dispose()
    {
        output.Dispose();
        error.Dispose();
    }

    [Fact]
    public void A_terminal_shows_one_line_that_fits_and_is_wiped_before_anything_stays()
    {
        var terminal = new Terminal(output, error, width: 10);

        terminal.Show("a long line indeed");
        terminal.Show("short");
        terminal.Say("done");

        error.ToString().ShouldBe("\ra long l…\rshort    \r     \rdone\n");
    }

    [Fact]
    public void Without_a_terminal_progress_is_a_line_when_something_is_new()
    {
        var board = new ProgressBoard(new Terminal(output, error, width: null), TimeProvider.System, quiet: false);

        board.Set("a.mp3", "splitting", "transcribing 0:01");
        board.Set("a.mp3", "splitting", "transcribing 0:02");
        board.Set("a.mp3", "stitching", "putting together");
        board.End("a.mp3", "completed", isTrouble: false);

        error.ToString().ShouldBe("a.mp3: transcribing 0:01\na.mp3: putting together\na.mp3: completed\n");
    }

    [Fact]
    public void Quiet_keeps_all_but_trouble_to_itself()
    {
        var board = new ProgressBoard(new Terminal(output, error, width: 80), TimeProvider.System, quiet: true);

        board.Set("a.mp3", "splitting", "transcribing 0:01");
        board.End("a.mp3", "completed", isTrouble: false);
        board.End("b.mp3", "failed", isTrouble: true);

        error.ToString().ShouldBe("b.mp3: failed\n");
    }

    [Fact]
    public void What_a_server_says_cannot_steer_the_terminal()
    {
        var terminal = new Terminal(output, error, width: 80);

        terminal.Show("a\u001b[2Jb\u009b31m\nc");
        terminal.Say("failed:\u001b]0;owned\u0007\r\nline two\u007f");

        error.ToString().ShouldBe("\ra[2Jb31m c\r" + new string(' ', 10) + "\rfailed:]0;owned\nline two\n");
    }
}
