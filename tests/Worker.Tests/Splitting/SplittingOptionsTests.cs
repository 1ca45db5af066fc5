using Longhand.Splitting;

namespace Longhand.Tests.Splitting;

public sealed class SplittingOptionsTests
{
    [Fact]
    public void The_defaults_are_valid()
    {
        new SplittingOptionsValidator().Validate(null, new SplittingOptions()).Succeeded.ShouldBeTrue();
        new SplittingRelationsValidator().Validate(null, new SplittingOptions()).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public void An_overlap_longer_than_the_shortest_tail_is_refused_with_both_values()
    {
        var options = new SplittingOptions { Overlap = TimeSpan.FromSeconds(4), ShortestTail = TimeSpan.FromSeconds(2) };

        var message = new SplittingRelationsValidator().Validate(null, options).FailureMessage;

        message.ShouldNotBeNull().ShouldContain("00:00:04");
        message.ShouldContain("00:00:02");
    }

    [Fact]
    public void Padding_that_leaves_no_silence_is_refused()
    {
        var options = new SplittingOptions { SilencePadding = TimeSpan.FromSeconds(3) };

        new SplittingRelationsValidator().Validate(null, options).FailureMessage.ShouldNotBeNull().ShouldContain("SilencePadding");
    }

    [Fact]
    public void A_share_that_closes_the_window_is_refused()
    {
        new SplittingOptionsValidator().Validate(null, new SplittingOptions { MinSegmentShare = 0.9 }).Failed.ShouldBeTrue();
    }
}
