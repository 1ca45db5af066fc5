using Longhand.Recognition;

namespace Longhand.Tests.Recognition;

public sealed class StatedLimitTests
{
    [Theory]
    [InlineData("transcriptions文件时长限制为0-30秒 (1214)", 30)]
    [InlineData("audio of 59.5 seconds: the duration limit is 20.5 seconds", 20.5)]
    [InlineData("the file must not exceed 25s", 25)]
    [InlineData("duration limit: 45 sec.", 45)]
    public void A_limit_in_seconds_is_read_from_the_words(string words, double seconds) =>
        Read(words).ShouldBe(TimeSpan.FromSeconds(seconds));

    [Theory]
    [InlineData("the file is too long")]
    [InlineData("transcriptions文件大小限制为25MB")]
    [InlineData("the duration of 90 seconds is too long")]
    [InlineData("too long; retry in 2 seconds")]
    [InlineData("30 samples a 25 size")]
    public void Words_that_state_none_are_not_taken_for_one(string words) => Read(words).ShouldBeNull();

    private static TimeSpan? Read(string words) => StatedLimit.In(words, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(60));
}
