using Longhand.Api;
using Longhand.Cli;

namespace Longhand.Tests.Cli;

public sealed class QueueTextTests
{
    [Fact]
    public void It_tells_what_runs_and_how_the_API_is_called()
    {
        var queue = new QueueView(12, 2, ["east", "west"], new CallsView(3, 4, 3, 9), Pause: null);

        QueueText.Of(queue).Split('\n').ShouldBe(
        [
            "recordings: 2 running, 12 waiting",
            "workers: east, west",
            "calls: 3 in flight of 3 (at most 4), 9 waiting",
        ]);
    }

    [Fact]
    public void A_pause_is_told_with_its_reason_and_the_way_out()
    {
        var pause = new PauseView("arrears (1113)", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddHours(1));

        var text = QueueText.Of(new QueueView(1, 0, [], new CallsView(4, 4, 0, 0), pause));

        text.ShouldContain("workers: none");
        text.ShouldContain(": arrears (1113)\n");
        text.ShouldEndWith("'longhand resume'");
    }
}
