using System.Text.Json;
using Longhand.Media;
using Longhand.Recordings;

namespace Longhand.Tests.Media;

public sealed class ProbeVerdictTests
{
    private const string Aac = """{"index":1,"codec_name":"aac","codec_type":"audio","sample_rate":"48000","channels":2,"duration":"60.5","disposition":{"default":0}}""";
    private const string Second = """{"index":2,"codec_name":"opus","codec_type":"audio","sample_rate":"48000","channels":1,"disposition":{"default":1},"tags":{"DURATION":"00:01:02.500000000"}}""";
    private const string Video = """{"index":0,"codec_name":"h264","codec_type":"video","disposition":{"default":1}}""";
    private const string Unknown = """{"index":0,"codec_name":"mp3","codec_type":"audio","sample_rate":"0","channels":0}""";

    [Fact]
    public void The_default_stream_is_chosen_before_the_first()
    {
        var audio = Describe("matroska,webm", [Video, Aac, Second]);

        audio.StreamIndex.ShouldBe(2);
        audio.AudioStreams.ShouldBe(2);
        audio.Duration.ShouldBe(TimeSpan.FromSeconds(62.5));
        audio.ToString().ShouldBe("matroska, opus, 48000 Hz, 1 channel");
    }

    [Fact]
    public void Without_a_default_the_first_is_chosen() => Describe("mov,mp4", [Aac]).StreamIndex.ShouldBe(1);

    [Theory]
    [InlineData("mov,mp4", "5.0", 5)]
    [InlineData("matroska,webm", "5.0", 5)]
    [InlineData("mpegts", "1.4", 0)]
    [InlineData("mp3", "0.025", 0)]
    [InlineData("mov,mp4", "43200", 0)]
    [InlineData("matroska,webm", "-0.007", 0)]
    public void A_late_start_counts_where_players_count_it(string container, string start, double seconds)
    {
        Describe(container, [Aac], start).ContainerStart.ShouldBe(TimeSpan.FromSeconds(seconds));
    }

    [Fact]
    public void Without_an_audio_stream_it_says_what_there_is() =>
        Refused([Video]).ShouldContain("no audio stream, only video (h264)");

    [Fact]
    public void Random_bytes_that_look_like_a_stream_are_refused() =>
        Refused([Unknown]).ShouldContain("no audio that can be understood");

    [Fact]
    public void Encrypted_audio_is_refused_before_it_is_decoded_to_noise() =>
        Refused([Aac], """{"stream_index":1,"side_data_list":[{"side_data_type":"Encryption info"}]}""").ShouldContain("encrypted");

    [Fact]
    public void More_than_the_longest_is_refused_before_it_is_decoded()
    {
        Should.Throw<PermanentFailureException>(() => Describe("mov,mp4", [Aac], max: TimeSpan.FromSeconds(60)))
            .Message.ShouldContain("Media:MaxDuration");
    }

    [Theory]
    [InlineData("1e300")]
    [InlineData("-5")]
    [InlineData("N/A")]
    public void A_declared_length_that_is_none_counts_as_not_told(string duration)
    {
        Describe("wav", [Aac.Replace("60.5", duration, StringComparison.Ordinal)], duration: duration).Duration.ShouldBeNull();
    }

    [Theory]
    [InlineData("2147483647:00:00")]
    [InlineData("-2147483648:00:00")]
    [InlineData("00:00:1e300")]
    [InlineData("00:00:NaN")]
    public void A_tagged_length_that_no_time_can_hold_counts_as_not_told(string tag)
    {
        var stream = Second.Replace("00:01:02.500000000", tag, StringComparison.Ordinal);

        Describe("matroska,webm", [stream], duration: "100").Duration
            .ShouldBe(TimeSpan.FromSeconds(100));
    }

    [Theory]
    [InlineData("[hls @ 0x55] Format not on whitelist 'mp3'", "looks like hls")]
    [InlineData("[mov @ 0x55] moov atom not found", "index (moov) is missing")]
    [InlineData("file:/x: Invalid data found when processing input", "no audio or video file")]
    public async Task A_refusal_names_its_reason(string said, string reason)
    {
        ProbeVerdict.Refusal(await ProcessDiagnosticsTests.Said(said), "/store/01ab", "a.mp3").Message.ShouldContain(reason);
    }

    [Fact]
    public void A_stream_declares_how_long_it_is_and_a_container_when_it_ends()
    {
        var silentOnLength = Aac.Replace("\"duration\":\"60.5\",", "");

        Describe("mov,mp4", [Aac], start: "5", duration: "125").Duration.ShouldBe(TimeSpan.FromSeconds(65.5));
        Describe("matroska,webm", [silentOnLength], start: "5", duration: "125").Duration.ShouldBe(TimeSpan.FromSeconds(125));
    }

    private static string Refused(string[] streams, string packet = "{}") =>
        Should.Throw<PermanentFailureException>(() => Describe("mov,mp4", streams, packet: packet)).Message;

    private static AudioDescription Describe(
        string container, string[] streams, string start = "0", string duration = "100", string packet = "{}",
        TimeSpan? max = null, int? wanted = null) =>
        ProbeVerdict.Describe(
            JsonSerializer.Deserialize<ProbeReport>(
                $$"""{"format":{"format_name":"{{container}}","start_time":"{{start}}","duration":"{{duration}}"},"streams":[{{string.Join(',', streams)}}],"packets":[{{packet}}]}""")!,
            "a.mp3",
            wanted,
            max ?? TimeSpan.FromHours(48));
}
