using Longhand.Journey;
using Longhand.Recognition;
using Longhand.Recordings;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Longhand.Tests.Journey;

public sealed class LearnedLimitTests
{
    [Fact]
    public void Nothing_is_refused_yet_what_the_profile_says_holds()
    {
        var limit = Limit();

        limit.MaxSegment.ShouldBe(TimeSpan.FromSeconds(59.5));
        limit.Allows(Seconds(60)).ShouldBeTrue();
        limit.Allows(Seconds(60.001)).ShouldBeFalse();
    }

    [Fact]
    public void A_limit_that_the_refusal_states_is_kept_with_the_margin()
    {
        var limit = Limit();

        limit.Refuse(Seconds(58), "transcriptions文件时长限制为0-30秒 (1214)");

        limit.MaxSegment.ShouldBe(TimeSpan.FromSeconds(29.5));
        limit.Allows(Seconds(29.5)).ShouldBeTrue();
        limit.Allows(Seconds(29.6)).ShouldBeFalse();
    }

    [Fact]
    public void Without_a_statement_each_refusal_leaves_three_fifths()
    {
        var limit = Limit();

        limit.Refuse(Seconds(50), "too long");
        limit.MaxSegment.ShouldBe(TimeSpan.FromSeconds(30));
        limit.Refuse(Seconds(30), "too long");
        limit.MaxSegment.ShouldBe(TimeSpan.FromSeconds(18));
    }

    [Fact]
    public void One_odd_segment_among_longer_ones_that_are_taken_shortens_no_other()
    {
        var limit = Limit();

        limit.Answer(Seconds(58));
        var next = limit.Refuse(Seconds(50), "could not determine the duration");

        next.ShouldBe(TimeSpan.FromSeconds(30));
        limit.MaxSegment.ShouldBe(TimeSpan.FromSeconds(59.5));
        limit.Allows(Seconds(58)).ShouldBeTrue();
    }

    [Fact]
    public void Several_refusals_in_a_row_are_believed_whatever_was_taken_before()
    {
        var limit = Limit();

        limit.Answer(Seconds(58));
        limit.Refuse(Seconds(50), "too long");
        limit.Refuse(Seconds(50), "too long");
        limit.MaxSegment.ShouldBe(TimeSpan.FromSeconds(59.5));
        limit.Refuse(Seconds(50), "too long");

        limit.MaxSegment.ShouldBe(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void A_refusal_of_what_was_on_its_way_before_teaches_nothing_new()
    {
        var limit = Limit();

        limit.Refuse(Seconds(50), "too long");
        limit.Refuse(Seconds(58), "too long");

        limit.MaxSegment.ShouldBe(TimeSpan.FromSeconds(30));
    }

    [Theory]
    [InlineData(30)]
    [InlineData(29.7)]
    [InlineData(29.5)]
    public void A_statement_that_would_have_the_same_refused_for_ever_ends(double refused)
    {
        var limit = Limit();

        var length = Seconds(refused);
        for (var round = 0; round < 2; round++)
        {
            limit.Refuse(length, "transcriptions文件时长限制为0-30秒 (1214)");
            limit.Allows(length).ShouldBeFalse();
            length = Seconds(limit.MaxSegment.TotalSeconds);
        }

        limit.MaxSegment.ShouldBeLessThan(TimeSpan.FromSeconds(29.5));
    }

    [Fact]
    public void The_largest_file_is_a_limit_too()
    {
        var limit = Limit(new ModelProfile { LongestSegment = TimeSpan.FromSeconds(60), LargestFileBytes = 320_044 });

        limit.MaxSegment.ShouldBe(TimeSpan.FromSeconds(10));
        limit.Allows(Seconds(10.1)).ShouldBeFalse();
    }

    private static LearnedLimit Limit(ModelProfile? profile = null)
    {
        var options = new RecognitionOptions();
        if (profile is not null)
            options.Profiles[options.Profile] = profile;
        return new LearnedLimit(Options.Create(options), NullLogger<LearnedLimit>.Instance);
    }

    private static SampleRange Seconds(double seconds) => new(16_000, 16_000 + AudioClock.ToSamples(seconds));
}
