using System.Net;
using System.Net.Sockets;
using Longhand.Recordings;

namespace Longhand.IntegrationTests.Media;

public sealed class AudioProbeTests : IAsyncDisposable
{
    private readonly MediaRoom _room = new();

    public ValueTask DisposeAsync() => _room.DisposeAsync();

    [Fact]
    public async Task A_recording_is_described()
    {
        await Ffmpeg.MakeAsync("-f", "lavfi", "-i", "sine=r=44100:d=3", "-ac", "2", _room.At("a.mp3"));

        var audio = await _room.ProbeAsync("a.mp3");

        audio.ToString().ShouldBe("mp3, mp3, 44100 Hz, 2 channels");
        audio.Duration!.Value.TotalSeconds.ShouldBe(3, 0.1);
    }

    [Fact]
    public async Task The_default_stream_of_several_is_chosen_and_a_cover_is_none()
    {
        await Ffmpeg.MakeAsync(
            "-f", "lavfi", "-i", "sine=d=2", "-f", "lavfi", "-i", "sine=f=900:d=2", "-map", "0", "-map", "1",
            "-disposition:a:0", "0", "-disposition:a:1", "default", _room.At("two.mkv"));
        await Ffmpeg.MakeAsync("-f", "lavfi", "-i", "color=s=64x64", "-frames:v", "1", _room.At("cover.png"));
        await Ffmpeg.MakeAsync(
            "-f", "lavfi", "-i", "sine=d=2", "-i", _room.At("cover.png"), "-map", "0", "-map", "1", "-disposition:v", "attached_pic", _room.At("cover.mp3"));

        (await _room.ProbeAsync("two.mkv")).StreamIndex.ShouldBe(1);
        (await _room.SplitAsync("two.mkv")).Decoded.Notes.ShouldHaveSingleItem().ShouldContain("2 audio streams");
        (await _room.SplitAsync("cover.mp3")).Decoded.Notes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Another_stream_than_the_default_one_can_be_chosen()
    {
        await Ffmpeg.MakeAsync(
            "-f", "lavfi", "-i", "sine=d=2", "-f", "lavfi", "-i", "testsrc=s=64x64:d=2", "-f", "lavfi", "-i", "sine=d=2",
            "-map", "0", "-map", "1", "-map", "2", "-metadata:s:a:1", "language=fra", _room.At("two.mkv"));

        var chosen = await _room.ProbeAsync("two.mkv", stream: 2);
        chosen.StreamIndex.ShouldBe(2);
        chosen.StreamWasChosen.ShouldBeTrue();

        var missing = await Should.ThrowAsync<PermanentFailureException>(() => _room.ProbeAsync("two.mkv", stream: 1));
        missing.Message.ShouldBe(
            "two.mkv has no audio stream 1; it has 0 (vorbis), 2 (vorbis, fra): choose one of these.");
    }

    [Fact]
    public async Task What_is_no_recording_is_refused_by_name()
    {
        await File.WriteAllTextAsync(_room.At("empty.mp3"), "");
        await File.WriteAllTextAsync(_room.At("text.mp3"), string.Join('\n', Enumerable.Repeat("this is text", 500)));
        await File.WriteAllBytesAsync(_room.At("random.mp3"), Random(200_000));
        await Ffmpeg.MakeAsync("-f", "lavfi", "-i", "color=s=64x64:d=1", _room.At("video.mp4"));
        await Ffmpeg.MakeAsync("-f", "lavfi", "-i", "color=s=64x64", "-frames:v", "1", _room.At("picture.png"));
        File.Move(_room.At("picture.png"), _room.At("picture.mp3"));

        (await _room.RefusalAsync("missing.mp3")).ShouldContain("no file missing.mp3");
        (await _room.RefusalAsync("empty.mp3")).ShouldContain("empty (0 bytes)");
        (await _room.RefusalAsync("text.mp3")).ShouldContain("no audio or video file");
        (await _room.RefusalAsync("random.mp3")).ShouldContain("no audio that can be understood");
        (await _room.RefusalAsync("video.mp4")).ShouldContain("no audio stream, only video (h264)");
        (await _room.RefusalAsync("picture.mp3")).ShouldContain("no audio or video file");
    }

    [Fact]
    public async Task An_encrypted_or_unfinished_file_is_refused_before_anything_is_spent()
    {
        await Ffmpeg.MakeAsync("-f", "lavfi", "-i", "sine=d=5", "-c:a", "aac", _room.At("plain.m4a"));
        await Ffmpeg.MakeAsync(
            "-i", _room.At("plain.m4a"), "-c:a", "aac", "-encryption_scheme", "cenc-aes-ctr",
            "-encryption_key", "76a6c65c5ea762046bd749a2e632ccbb", "-encryption_kid", "a7e61c373e219033c21091fa607bf3b8", _room.At("secret.m4a"));
        var plain = await File.ReadAllBytesAsync(_room.At("plain.m4a"));
        await File.WriteAllBytesAsync(_room.At("half.m4a"), plain[..(plain.Length / 2)]);

        (await _room.RefusalAsync("secret.m4a")).ShouldContain("encrypted");
        (await _room.RefusalAsync("half.m4a")).ShouldContain("index (moov) is missing");
    }

    [Fact]
    public async Task Playlists_and_scripts_reach_no_other_file_and_no_server()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var url = $"http://{server.LocalEndpoint}/secret.ts";
        await Ffmpeg.MakeAsync("-f", "lavfi", "-i", "sine=d=5", "-c:a", "aac", _room.At("secret.ts"));
        await Ffmpeg.MakeAsync("-f", "lavfi", "-i", "sine=d=5", _room.At("secret.wav"));
        var hostile = new Dictionary<string, string>
        {
            ["hls-file.mp3"] = Hls($"file://{_room.At("secret.ts")}"),
            ["hls-plain.mp3"] = Hls("secret.ts"),
            ["hls-http.mp3"] = Hls(url),
            ["hls-concat.mp3"] = Hls($"concat:{_room.At("secret.ts")}|{_room.At("secret.wav")}"),
            ["concat.mp3"] = "ffconcat version 1.0\nfile secret.wav\n",
            ["concat-http.mp3"] = $"ffconcat version 1.0\nfile {url}\n",
            ["sdp.mp3"] = "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=audio 18998 RTP/AVP 0\n",
            ["subtitles.mp3"] = "1\n00:00:00,000 --> 00:00:05,000\nhello\n",
            ["dash.mp3"] = $"<?xml version=\"1.0\"?><MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\" type=\"static\" profiles=\"urn:mpeg:dash:profile:isoff-on-demand:2011\"><Period><AdaptationSet mimeType=\"audio/mp4\"><Representation id=\"1\"><BaseURL>{url}</BaseURL></Representation></AdaptationSet></Period></MPD>",
        };

        foreach (var (name, text) in hostile)
        {
            await File.WriteAllTextAsync(_room.At(name), text);
            (await _room.RefusalAsync(name)).ShouldContain("no audio or video file", customMessage: name);

            // Past the probe too: the decode itself must not follow them.
            var decoded = await Should.ThrowAsync<PermanentFailureException>(() => _room.Decoder.DecodeAsync(
                _room.At(name), new AudioDescription("mp3", "mp3", 16_000, 1, 0, null), Longhand.Media.ChannelMix.Sum,
                (_, _) => throw new InvalidOperationException($"{name} was followed"), CancellationToken.None));
            decoded.Message.ShouldContain("Nothing of");
        }

        server.Pending().ShouldBeFalse();
    }

    [Fact]
    public async Task A_name_that_looks_like_a_protocol_is_a_path()
    {
        await Ffmpeg.MakeAsync("-f", "lavfi", "-i", "sine=d=1", _room.At("a.wav"));
        File.Move(_room.At("a.wav"), _room.At("concat:a|b.wav"));

        (await _room.ProbeAsync("concat:a|b.wav")).Container.ShouldBe("wav");
    }

    [Fact]
    public async Task The_programs_get_nothing_of_our_environment_that_may_be_a_secret()
    {
        Environment.SetEnvironmentVariable("FFREPORT", $"file={_room.At("report.log")}:level=32");
        await Ffmpeg.MakeAsync("-f", "lavfi", "-i", "sine=d=1", _room.At("a.wav"));
        File.Delete(_room.At("report.log"));

        await _room.SplitAsync("a.wav");

        Environment.SetEnvironmentVariable("FFREPORT", null);
        File.Exists(_room.At("report.log")).ShouldBeFalse();
    }

    private static string Hls(string target) =>
        $"#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:0\n#EXTINF:5.0,\n{target}\n#EXT-X-ENDLIST\n";

    private static byte[] Random(int bytes)
    {
        var random = new byte[bytes];
        new Random(1).NextBytes(random);
        return random;
    }
}
