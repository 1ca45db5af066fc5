using System.Buffers.Binary;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Longhand.Media;
using Longhand.Recordings;

namespace Longhand.IntegrationTests.Media;

public sealed class HostileFileTests : IAsyncDisposable
{
    private readonly MediaRoom _room = new();

    public ValueTask DisposeAsync() => _room.DisposeAsync();

    [Theory]
    [InlineData(
        "list.zip.mp3",
        "#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:0\n#EXTINF:5.0,\nhttp://{server}/a.ts\n#EXT-X-ENDLIST\n")]
    [InlineData(
        "sequence.mp3",
        "#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:0\n#EXTINF:5.0,\nconcat:{secret}|{secret}\n#EXT-X-ENDLIST\n")]
    [InlineData(
        "crypt.mp3",
        "#EXTM3U\n#EXT-X-KEY:METHOD=AES-128,URI=\"http://{server}/key\"\n#EXTINF:5.0,\n{secret}\n#EXT-X-"
            + "ENDLIST\n")]
    [InlineData("list.m3u", "{secret}\n")]
    [InlineData("list.pls", "[playlist]\nFile1={secret}\n")]
    [InlineData("ffmetadata.mp3", ";FFMETADATA1\ntitle=concat:{secret}\n[CHAPTER]\nSTART=0\nEND=1000\n")]
    [InlineData("concat.mp3", "ffconcat version 1.0\nfile '{secret}'\n")]
    [InlineData("concat-http.mp3", "ffconcat version 1.0\nfile 'http://{server}/a.wav'\n")]
    [InlineData(
        "picture.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><image href=\"http://{server"
            + "}/a.png\"/></svg>")]
    [InlineData(
        "smooth.ism",
        "<SmoothStreamingMedia Duration=\"1\"><StreamIndex Url=\"http://{server}/a\"/></SmoothStreamingM"
            + "edia>")]
    [InlineData(
        "session.sdp",
        "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=audio {port} RTP/AVP 0\n")]
    [InlineData("redirect.mp3", "RTSPtextRTSP://{server}/a.mp3")]
    [InlineData("list.asx", "<asx version=\"3.0\"><entry><ref href=\"http://{server}/a.wma\"/></entry></asx>")]
    [InlineData("vapour.vpy", "import vapoursynth\nopen('{secret}')\n")]
    [InlineData("script.avs", "WavSource(\"{secret}\")\n")]
    [InlineData("pictures.txt", "{secret}\n")]
    public async Task A_text_that_names_other_files_is_refused_and_nothing_is_read_or_asked(string name, string text)
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var port = ((IPEndPoint)server.LocalEndpoint).Port;
        using var datagrams = new UdpClient(new IPEndPoint(IPAddress.Loopback, port));
        var secret = _room.At("secret.wav");
        await Ffmpeg.MakeAsync("-f", "lavfi", "-i", "sine=d=5", secret);
        await File.WriteAllTextAsync(
            _room.At(name),
            text.Replace("{server}", $"127.0.0.1:{port}").Replace("{secret}", secret).Replace("{port}", $"{port}"));

        (await _room.RefusalAsync(name)).ShouldMatch("no audio or video file|its index .* is missing");
        // Past the probe too, whatever it is taken for: no sample comes out.
        foreach (var container in new[] { "mp3", "mpegts", "ogg" })
        {
            (await Should.ThrowAsync<PermanentFailureException>(() => DecodeAsync(name, container)))
                .Message.ShouldContain("Nothing of");
        }

        server.Pending().ShouldBeFalse();
        datagrams.Available.ShouldBe(0);
    }

    [Fact]
    public async Task A_movie_whose_sound_lies_in_another_file_is_not_followed_there()
    {
        await Ffmpeg.MakeAsync("-f", "lavfi", "-i", "sine=r=16000:d=5", "-c:a", "pcm_s16le", _room.At("secret.mov"));
        await Ffmpeg.MakeAsync("-f", "lavfi", "-i", "anullsrc=r=16000:d=5", "-c:a", "pcm_s16le", _room.At("own.mov"));
        await File.WriteAllBytesAsync(
            _room.At("reference.mov"),
            WithReference(await File.ReadAllBytesAsync(_room.At("own.mov")), "x:secret.mov"));

        // ffmpeg would, if it were asked to.
        (await Ffmpeg.SamplesAsync("-enable_drefs", "1", "-i", _room.At("reference.mov"))).Length
            .ShouldBeGreaterThan(16_000);
        (await _room.RefusalAsync("reference.mov")).ShouldMatch("Nothing of|no audio");
    }

    [Fact]
    public async Task What_is_attached_to_a_recording_is_neither_read_nor_written()
    {
        await File.WriteAllTextAsync(_room.At("attached.txt"), "a letter");
        await Ffmpeg.MakeAsync(
            "-f", "lavfi", "-i", "sine=d=3", "-attach", _room.At("attached.txt"),
            "-metadata:s:t", "mimetype=text/plain", "-metadata:s:t", "filename=../escaped.txt", _room.At("attached.mkv"));
        File.Delete(_room.At("attached.txt"));

        (await _room.DecodeAsync("attached.mkv")).Decoded.Notes.ShouldBeEmpty();

        Directory.GetFiles(_room.Folder).ShouldBe([_room.At("attached.mkv")]);
        File.Exists(_room.At("../escaped.txt")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("two\nlines.wav")]
    [InlineData("quoted'\".wav")]
    [InlineData("-i.wav")]
    [InlineData("%03d.wav")]
    [InlineData("pipe:0.wav")]
    [InlineData("http:\\\\127.0.0.1.wav")]
    [InlineData("$(id);a&b|c.wav")]
    public async Task Whatever_its_name_a_recording_is_a_file_and_nothing_else(string name)
    {
        await Ffmpeg.MakeAsync("-f", "lavfi", "-i", "sine=d=2", "-ac", "2", _room.At("a.wav"));
        File.Move(_room.At("a.wav"), _room.At(name));

        (await _room.SplitAsync(name)).Decoded.Samples.ShouldBe(32_000);
    }

    [Fact]
    public async Task A_picture_by_a_recordings_name_is_refused()
    {
        foreach (var kind in new[] { "gif", "bmp", "jpg" })
        {
            await Ffmpeg.MakeAsync(
                "-f", "lavfi", "-i", "color=s=64x64", "-frames:v", "1", _room.At("picture." + kind));
            File.Move(_room.At("picture." + kind), _room.At(kind + ".mp3"));
            (await _room.RefusalAsync(kind + ".mp3")).ShouldContain("no audio or video file");
        }
    }

    [Fact]
    public async Task What_is_no_ordinary_file_is_refused_at_once()
    {
        using var make = Process.Start("mkfifo", [_room.At("pipe.wav")]);
        await make.WaitForExitAsync();
        Directory.CreateDirectory(_room.At("folder.wav"));
        File.CreateSymbolicLink(_room.At("endless.wav"), "/dev/zero");
        File.CreateSymbolicLink(_room.At("nowhere.wav"), _room.At("not-there.wav"));
        var watch = Stopwatch.StartNew();

        (await _room.RefusalAsync("pipe.wav")).ShouldContain("no ordinary file");
        (await _room.RefusalAsync("folder.wav")).ShouldContain("is a folder");
        (await _room.RefusalAsync("endless.wav")).ShouldContain("no ordinary file");
        (await _room.RefusalAsync("nowhere.wav")).ShouldContain("no");
        (await Should.ThrowAsync<PermanentFailureException>(
            () => _room.Probe.ProbeAsync("/dev/zero", "zero", null, CancellationToken.None)))
            .Message.ShouldContain("no ordinary file");

        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(4));
    }

    [Fact]
    public async Task A_link_stands_for_the_recording_it_leads_to()
    {
        await Ffmpeg.MakeAsync("-f", "lavfi", "-i", "sine=d=2", _room.At("a.wav"));
        File.CreateSymbolicLink(_room.At("link.wav"), _room.At("a.wav"));

        (await _room.SplitAsync("link.wav")).Decoded.Samples.ShouldBe(32_000);
    }

    [Fact]
    public async Task An_input_that_gives_nothing_is_ended_when_the_patience_is()
    {
        await using var room = new MediaRoom(("Media:StallTimeout", "00:00:05"));
        using var make = Process.Start("mkfifo", [room.At("pipe.wav")]);
        await make.WaitForExitAsync();
        var watch = Stopwatch.StartNew();

        var failure = await Should.ThrowAsync<TimeoutException>(() => room.Decoder.DecodeAsync(
            room.At("pipe.wav"), new AudioDescription("wav", "pcm_s16le", 16_000, 1, 0, null), ChannelMix.Sum,
            (_, _) => ValueTask.CompletedTask, CancellationToken.None));

        failure.Message.ShouldContain("Media:StallTimeout");
        watch.Elapsed.ShouldBeInRange(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_header_that_promises_gigabytes_brings_what_is_there()
    {
        await Ffmpeg.MakeAsync("-f", "lavfi", "-i", "sine=r=16000:d=1", "-bitexact", _room.At("lying.wav"));
        var bytes = await File.ReadAllBytesAsync(_room.At("lying.wav"));
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(4), uint.MaxValue);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(40), uint.MaxValue);
        await File.WriteAllBytesAsync(_room.At("lying.wav"), bytes);

        (await _room.DecodeAsync("lying.wav")).Samples.Length.ShouldBe(16_000);
    }

    [Fact]
    public async Task A_gap_of_an_hour_is_filled_and_one_beyond_the_memory_is_refused_by_name()
    {
        await Ffmpeg.MakeAsync("-f", "lavfi", "-i", "sine=d=8", "-c:a", "libopus", _room.At("whole.mkv"));
        await JumpAsync(1);
        await JumpAsync(8);
        await using var small = new MediaRoom(("Media:MaxMemoryBytes", $"{512 << 20}"));
        File.Copy(_room.At("jump8.mkv"), small.At("jump8.mkv"));

        AudioClock.ToSeconds((await _room.DecodeAsync("jump1.mkv")).Samples.Length).ShouldBe(3608, 0.2);
        (await small.RefusalAsync("jump8.mkv")).ShouldContain("Media:MaxMemoryBytes");
    }

    [Theory]
    [InlineData(20, "more than can be filled within Media:MaxMemoryBytes")]
    [InlineData(100, "more than Media:MaxDuration")]
    public async Task A_jump_of_days_is_refused_by_name(int hours, string reason)
    {
        await Ffmpeg.MakeAsync("-f", "lavfi", "-i", "sine=d=8", "-c:a", "libopus", _room.At("whole.mkv"));
        await JumpAsync(hours);

        (await _room.RefusalAsync($"jump{hours}.mkv")).ShouldContain(reason);
    }

    [Fact]
    public async Task A_jump_that_ffmpeg_does_not_follow_is_told()
    {
        await Ffmpeg.MakeAsync("-f", "lavfi", "-i", "sine=d=8", "-c:a", "libopus", _room.At("whole.mkv"));
        await JumpAsync(40);

        (await _room.DecodeAsync("jump40.mkv")).Decoded.Notes
            .ShouldContain(note => note.Contains("what follows may be too early"));
    }

    [Fact]
    public async Task Hours_of_silence_in_a_small_file_cost_no_segment_and_end()
    {
        await Ffmpeg.MakeAsync(
            "-f", "lavfi", "-i", "anullsrc=r=8000:cl=mono:d=10800", "-c:a", "flac", "-frame_size", "65535",
            _room.At("silence.flac"));

        var (segments, decoded) = await _room.SplitAsync("silence.flac");

        new FileInfo(_room.At("silence.flac")).Length.ShouldBeLessThan(1 << 18);
        decoded.Samples.ShouldBe(10_800 * 16_000);
        segments.ShouldAllBe(segment => segment.Cut.Silent && segment.WavPath == null);
        segments.Sum(segment => segment.Cut.Owned.Length).ShouldBe(decoded.Samples);
    }

    private Task JumpAsync(int hours) => Ffmpeg.MakeAsync(
        "-i", _room.At("whole.mkv"), "-c", "copy", "-bsf:a", $"setts=ts='TS+if(gt(N,200),{hours * 3_600_000},0)'",
        _room.At($"jump{hours}.mkv"));

    private Task<DecodedAudio> DecodeAsync(string name, string container) => _room.Decoder.DecodeAsync(
        _room.At(name), new AudioDescription(container, "mp3", 16_000, 1, 0, TimeSpan.FromSeconds(5)), ChannelMix.Sum,
        (_, _) => throw new InvalidOperationException($"{name} was followed"), CancellationToken.None);

    // A Macintosh alias in place of the movie's "my samples are in this file"; ':' is its '/'.
    private static byte[] WithReference(byte[] movie, string path)
    {
        var alias = new byte[162 + 4 + path.Length + (path.Length % 2) + 4];
        BinaryPrimitives.WriteInt32BigEndian(alias, alias.Length);
        "alis"u8.CopyTo(alias.AsSpan(4));
        // One level from the movie up to their folder, one down to the other file.
        BinaryPrimitives.WriteInt16BigEndian(alias.AsSpan(142), 1);
        BinaryPrimitives.WriteInt16BigEndian(alias.AsSpan(144), 1);
        BinaryPrimitives.WriteInt16BigEndian(alias.AsSpan(162), 2);
        BinaryPrimitives.WriteInt16BigEndian(alias.AsSpan(164), (short)path.Length);
        Encoding.ASCII.GetBytes(path).CopyTo(alias, 166);
        BinaryPrimitives.WriteInt32BigEndian(alias.AsSpan(alias.Length - 4), -65536);

        var reference = movie.AsSpan().LastIndexOf("dref"u8);
        var entry = reference + 12;
        var grown = alias.Length - BinaryPrimitives.ReadInt32BigEndian(movie.AsSpan(entry));
        foreach (var box in new[] { "moov", "trak", "mdia", "minf", "dinf", "dref" })
        {
            var size = movie.AsSpan(movie.AsSpan(0, reference + 4).LastIndexOf(Encoding.ASCII.GetBytes(box)) - 4);
            BinaryPrimitives.WriteInt32BigEndian(size, BinaryPrimitives.ReadInt32BigEndian(size) + grown);
        }

        return [.. movie[..entry], .. alias, .. movie[(entry + alias.Length - grown)..]];
    }
}
