using Longhand.Api;
using Longhand.Recognition;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Longhand.Tests.Api;

public sealed class RecordingChoicesTests
{
    [Fact]
    public void Nothing_asked_for_is_nothing_chosen()
    {
        Read("?name=a.wav", out var choices).ShouldBeNull();

        choices.ShouldBe(RecordingChoices.None);
        choices.ToQuery().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("?stream=0&max_segment=5", 0, 5.0)]
    [InlineData("?stream=12&max_segment=59.5", 12, 59.5)]
    [InlineData("?max_segment=12.345", null, 12.345)]
    [InlineData("?stream=3", 3, null)]
    public void What_is_asked_for_is_read_and_written_alike(string query, int? stream, double? seconds)
    {
        Read(query, out var choices).ShouldBeNull();

        choices.ShouldBe(new RecordingChoices(stream, seconds is { } told ? TimeSpan.FromSeconds(told) : null));
        choices.ToQuery().ShouldBe(query);
    }

    [Fact]
    public void A_priority_is_read_and_written_alike()
    {
        Read("?priority=-100", out var choices).ShouldBeNull();

        choices.ShouldBe(RecordingChoices.None with { Priority = -100 });
        choices.ToQuery().ShouldBe("?priority=-100");
    }

    [Fact]
    public void To_transcribe_again_is_read_and_written_alike()
    {
        Read("?again=true", out var choices).ShouldBeNull();

        choices.ShouldBe(RecordingChoices.None with { Again = true });
        choices.ToQuery().ShouldBe("?again=true");
    }

    [Theory]
    [InlineData("4.999")]
    [InlineData("59.6")]
    [InlineData("-10")]
    [InlineData("1e1")]
    [InlineData("7,5")]
    [InlineData("NaN")]
    [InlineData("")]
    [InlineData("79228162514264337593543950335")]
    [InlineData("792281625142643375935439503350")]
    public void A_longest_segment_that_cannot_be_is_refused_with_its_value_and_the_bounds(string text)
    {
        var refusal = Read($"?max_segment={text}", out _).ShouldNotBeNull();

        refusal.ShouldStartWith($"max_segment is '{text}';");
        refusal.ShouldContain("at least 5 and at most 59.5");
        refusal.ShouldContain("leave it out");
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("first")]
    [InlineData("")]
    [InlineData("2147483648")]
    public void A_stream_that_is_no_index_is_refused_with_its_value_and_the_bounds(string text)
    {
        var refusal = Read($"?stream={text}", out _).ShouldNotBeNull();

        refusal.ShouldStartWith($"stream is '{text}';");
        refusal.ShouldContain("from 0 to 2147483647");
        refusal.ShouldContain("leave it out");
    }

    [Fact]
    public void What_is_told_twice_is_refused() => Read("?stream=1&stream=2", out _).ShouldNotBeNull().ShouldContain("'1,2'");

    private static string? Read(string query, out RecordingChoices choices) => RecordingChoices.TryRead(
        new QueryCollection(QueryHelpers.ParseQuery(query)), new RecognitionOptions(), out choices);
}
