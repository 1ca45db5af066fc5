using Longhand.Media;
using Longhand.Recordings;

namespace Longhand.Tests.Media;

public sealed class MediaArgumentsTests
{
    private static readonly AudioDescription Audio = new("mp3", "mp3", 44_100, 2, 3, TimeSpan.FromMinutes(1));

    [Fact]
    public void Everything_that_guards_the_input_stands_before_it()
    {
        var arguments = Decode(Audio);

        var input = arguments.IndexOf("-i");
        arguments.IndexOf("-protocol_whitelist").ShouldBeInRange(0, input);
        arguments.IndexOf("-format_whitelist").ShouldBeInRange(0, input);
        arguments[arguments.IndexOf("-protocol_whitelist") + 1].ShouldBe("file");
        arguments[arguments.IndexOf("-format_whitelist") + 1].Split(',').Intersect(["hls", "concat", "dash", "sdp"]).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("concat:a|b.mp3")]
    [InlineData("http://127.0.0.1/x.mp3")]
    [InlineData("-i.mp3")]
    public void A_name_is_always_a_path(string name)
    {
        MediaArguments.Guarded(name)[^1].ShouldBe("file:" + Path.GetFullPath(name));
    }

    [Fact]
    public void The_decode_keeps_the_timeline_and_ends_a_second_past_the_longest()
    {
        var arguments = Decode(Audio);

        arguments[arguments.IndexOf("-map") + 1].ShouldBe("0:3");
        arguments[arguments.IndexOf("-af") + 1].ShouldBe(
            "aresample=16000:ochl=mono:osf=s16,aresample=async=1:min_hard_comp=0.05:first_pts=0"
                + ",asetnsamples=n=16384:p=0");
        arguments[arguments.IndexOf("-t") + 1].ShouldBe("3601");
        arguments[^1].ShouldBe("pipe:1");
        arguments.ShouldNotContain("-copyts");
        arguments.ShouldNotContain("-dts_delta_threshold");
    }

    [Fact]
    public void Opposite_channels_are_subtracted_before_they_become_one()
    {
        Decode(Audio, ChannelMix.Difference).ShouldContain(argument => argument.StartsWith("pan=mono|c0=0.5*c0-0.5*c1,aresample"));
    }

    [Fact]
    public void Transport_streams_and_late_clocks_have_switches_of_their_own()
    {
        Decode(Audio with { Container = "mpegts" }).ShouldContain("-dts_delta_threshold");
        Decode(Audio with { ContainerStart = TimeSpan.FromSeconds(5) }).ShouldContain("-copyts");
    }

    private static List<string> Decode(AudioDescription audio, ChannelMix mix = ChannelMix.Sum) =>
        [.. MediaArguments.Decode("/recordings/a.mp3", audio, mix, TimeSpan.FromHours(1))];
}
