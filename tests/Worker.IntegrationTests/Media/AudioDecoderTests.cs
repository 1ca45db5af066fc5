using System.Diagnostics;
using Longhand.Media;
using Longhand.Recordings;

namespace Longhand.IntegrationTests.Media;

public sealed class AudioDecoderTests : IAsyncDisposable
{
    private readonly MediaRoom _room = new();

    public ValueTask DisposeAsync() => _room.DisposeAsync();

    [Theory]
    [InlineData("mp3", 0.6)]
    [InlineData("flac", 0.6)]
    [InlineData("webm", 0.6)]
    [InlineData("wav", 0.6)]
    public async Task A_truncated_file_yields_what_decodes_and_says_so(string format, double share)
    {
        await MakeAsync("whole." + format);
        var whole = await File.ReadAllBytesAsync(_room.At("whole." + format));
        await File.WriteAllBytesAsync(_room.At("cut." + format), whole[..(int)(whole.Length * share)]);

        (await _room.SplitAsync("whole." + format)).Decoded.Notes.ShouldBeEmpty();
        var decoded = (await _room.SplitAsync("cut." + format)).Decoded;

        AudioClock.ToSeconds(decoded.Samples).ShouldBeInRange(60, 85);
        decoded.Notes.ShouldNotBeEmpty();
        decoded.Notes[0].ShouldMatch(format == "wav" ? "^Truncated" : "Truncated|Damaged");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1001)]
    public async Task A_truncated_wav_file_is_called_that_wherever_it_ends(int beyondPacket)
    {
        await MakeAsync("whole.wav");
        var whole = await File.ReadAllBytesAsync(_room.At("whole.wav"));
        // ffmpeg reads 4096 bytes at a time, and says nothing where the end is the end of one of those.
        var end = whole.AsSpan().IndexOf("data"u8) + 8 + (100 * 4096) + beyondPacket;
        await File.WriteAllBytesAsync(_room.At("cut.wav"), whole[..end]);

        var notes = (await _room.SplitAsync("cut.wav")).Decoded.Notes;

        notes.ShouldHaveSingleItem().ShouldStartWith("Truncated: the WAV file");
    }

    [Fact]
    public async Task A_wav_file_that_was_written_to_a_pipe_is_whole()
    {
        await MakeAsync("whole.wav");
        var piped = await File.ReadAllBytesAsync(_room.At("whole.wav"));
        // What ffmpeg leaves there, when it cannot go back: the greatest length there is.
        var length = piped.AsSpan().IndexOf("data"u8) + 4;
        piped.AsSpan(length, 4).Fill(0xFF);
        await File.WriteAllBytesAsync(_room.At("piped.wav"), piped);

        var decoded = (await _room.SplitAsync("piped.wav")).Decoded;

        decoded.Notes.ShouldBeEmpty();
        decoded.Samples.ShouldBe((await _room.SplitAsync("whole.wav")).Decoded.Samples);
    }

    [Theory]
    [InlineData("mp3")]
    [InlineData("m4a")]
    [InlineData("opus")]
    public async Task Damage_in_the_middle_is_noted(string format)
    {
        await MakeAsync("a." + format);
        var bytes = await File.ReadAllBytesAsync(_room.At("a." + format));
        new Random(1).NextBytes(bytes.AsSpan(bytes.Length / 2, bytes.Length / 20));
        await File.WriteAllBytesAsync(_room.At("a." + format), bytes);

        var decoded = (await _room.SplitAsync("a." + format)).Decoded;

        AudioClock.ToSeconds(decoded.Samples).ShouldBeGreaterThan(55);
        decoded.Notes.ShouldContain(note => note.StartsWith("Damaged"));
    }

    [Theory]
    [InlineData("mkv", "libopus")]
    [InlineData("m4a", "aac")]
    [InlineData("ts", "aac")]
    public async Task A_gap_in_the_timestamps_stays_a_gap(string format, string codec)
    {
        // A click every 10 s tells where the times are; 30 to 50 s are missing.
        await Ffmpeg.MakeAsync(
            "-f", "lavfi", "-i", "aevalsrc='if(lt(mod(t,10),0.1),sin(2000*t),0)':s=48000:d=80", "-c:a", codec, _room.At("a." + (format == "ts" ? "m4a" : format)));
        await Ffmpeg.MakeAsync(
            "-i", _room.At("a." + (format == "ts" ? "m4a" : format)), "-c", "copy", "-bsf:a", "noise=drop='between(pts*tb,30,50)'", _room.At("gap." + format));

        var samples = await DecodeAsync("gap." + format);

        Click(samples, 60).ShouldBe(60, 0.1);
    }

    [Theory]
    [InlineData("mkv")]
    [InlineData("m4a")]
    public async Task Audio_that_starts_late_by_the_containers_clock_starts_late(string format)
    {
        await Ffmpeg.MakeAsync(
            "-itsoffset", "5", "-f", "lavfi", "-i", "aevalsrc='if(lt(mod(t,10),0.1),sin(2000*t),0)':s=48000:d=30",
            "-c:a", format == "mkv" ? "libopus" : "aac", _room.At("late." + format));

        var samples = await DecodeAsync("late." + format);

        Click(samples, 12).ShouldBe(15, 0.1);
        AudioClock.ToSeconds(samples.Length).ShouldBe(35, 0.2);
    }

    [Fact]
    public async Task Channels_in_opposite_phase_are_heard()
    {
        var spoken = await Speech.ComposeAsync(_room.At("mono.wav"), 40, seed: 3);
        await Ffmpeg.MakeAsync("-i", _room.At("mono.wav"), "-af", "pan=stereo|c0=c0|c1=-1*c0", _room.At("opposite.wav"));
        await Ffmpeg.MakeAsync("-i", _room.At("mono.wav"), "-af", "pan=stereo|c0=c0|c1=0*c0", _room.At("one.wav"));

        var (segments, decoded) = await _room.SplitAsync("opposite.wav");

        decoded.Notes.ShouldHaveSingleItem().ShouldContain("opposite phase");
        segments.ShouldHaveSingleItem().Cut.Silent.ShouldBeFalse();
        var samples = await Ffmpeg.SamplesAsync("-i", segments[0].WavPath!);
        samples.Skip((int)spoken[0].Start).Take((int)spoken[0].Length).Max(sample => Math.Abs((int)sample)).ShouldBeGreaterThan(1_000);
        (await _room.SplitAsync("one.wav")).Decoded.Notes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Channels_in_opposite_phase_in_one_half_only_are_heard_in_both()
    {
        await Speech.ComposeAsync(_room.At("mono.wav"), 60, seed: 4);
        await Ffmpeg.MakeAsync(
            "-i", _room.At("mono.wav"), "-af", "aeval=val(0)|val(0)*if(lt(t\\,30)\\,1\\,-1)", _room.At("half.flac"));
        var master = await Ffmpeg.SamplesAsync("-i", _room.At("mono.wav"));

        var (samples, decoded) = await _room.DecodeAsync("half.flac");

        decoded.Notes.ShouldHaveSingleItem().ShouldContain("opposite phase in places");
        foreach (var at in new[] { 5, 20, 35, 50 })
            Math.Abs(Echo.LateMs(master, samples, at)).ShouldBeLessThanOrEqualTo(1);
    }

    [Fact]
    public async Task A_small_file_that_unpacks_to_days_is_refused_within_its_limit()
    {
        await using var room = new MediaRoom(("Media:MaxDuration", "00:10:00"));
        await Ffmpeg.MakeAsync("-f", "lavfi", "-i", "anullsrc=r=8000:cl=mono:d=7200", "-c:a", "flac", "-frame_size", "65535", room.At("declared.flac"));
        // Through a pipe the encoder cannot write the length into the header.
        await MakePipedFlacAsync(room.At("undeclared.flac"));

        (await room.RefusalAsync("declared.flac")).ShouldContain("declares 0.02:00:00");
        (await room.RefusalAsync("undeclared.flac")).ShouldContain("longer than Media:MaxDuration");
    }

    [Fact]
    public async Task Cancelling_ends_ffmpeg_and_waits_for_its_end()
    {
        await Ffmpeg.MakeAsync("-f", "lavfi", "-i", "sine=d=3600", "-c:a", "flac", _room.At("long.flac"));
        using var cancel = new CancellationTokenSource();
        var decoding = new List<int>();

        await Should.ThrowAsync<OperationCanceledException>(() => _room.Decoder.DecodeAsync(
            _room.At("long.flac"), new AudioDescription("flac", "flac", 44_100, 1, 0, null), ChannelMix.Sum,
            async (_, token) =>
            {
                decoding.AddRange(Decoding("long.flac"));
                await cancel.CancelAsync();
                token.ThrowIfCancellationRequested();
            },
            cancel.Token));

        decoding.ShouldNotBeEmpty();
        decoding.ShouldAllBe(id => !Directory.Exists($"/proc/{id}"));
    }

    [Theory]
    [InlineData("KILL", 137)]
    [InlineData("TERM", 255)]
    public async Task An_ffmpeg_that_is_stopped_from_outside_is_not_the_end_of_the_recording(string signal, int code)
    {
        await Ffmpeg.MakeAsync("-f", "lavfi", "-i", "sine=d=3600", "-c:a", "flac", _room.At("long.flac"));
        var stopped = false;

        var failure = await Should.ThrowAsync<ProgramStoppedException>(() => _room.Decoder.DecodeAsync(
            _room.At("long.flac"), new AudioDescription("flac", "flac", 44_100, 1, 0, null), ChannelMix.Sum,
            async (_, token) =>
            {
                if (stopped)
                    return;
                stopped = true;
                var id = Decoding("long.flac").ShouldHaveSingleItem();
                using var kill = Process.Start("kill", ["-s", signal, $"{id}"]);
                await kill.WaitForExitAsync(token);
            },
            CancellationToken.None));

        failure.Message.ShouldContain("stopped from outside");
        failure.Message.ShouldContain($"exit code {code}");
        failure.Message.ShouldContain("-i The file");
        failure.Message.ShouldNotContain(_room.Folder);
    }

    [Fact]
    public async Task A_recording_that_takes_more_CPU_time_than_allowed_is_refused_for_good()
    {
        await using var room = new MediaRoom(("Media:MaxCpuTime", "00:00:10"), ("Media:MaxDuration", "30.00:00:00"));
        // An au file of A-law at 192 kHz, its length not told and its bytes a hole: nothing on disk, hours of decoding.
        await using (var file = File.Create(room.At("endless.au")))
        {
            file.Write(Convert.FromHexString("2E736E64" + "00000018" + "FFFFFFFF" + "0000001B" + "0002EE00" + "00000001"));
            file.SetLength(1L << 40);
        }

        var failure = await Should.ThrowAsync<PermanentFailureException>(() => room.Decoder.DecodeAsync(
            room.At("endless.au"), new AudioDescription("au", "pcm_alaw", 192_000, 1, 0, null), ChannelMix.Sum,
            (_, _) => ValueTask.CompletedTask, CancellationToken.None));

        failure.Message.ShouldContain("Media:MaxCpuTime (00:00:10)");
    }

    [Fact]
    public async Task A_taker_that_fails_ends_ffmpeg_too()
    {
        await Ffmpeg.MakeAsync("-f", "lavfi", "-i", "sine=d=3600", "-c:a", "flac", _room.At("long.flac"));
        var decoding = new List<int>();

        await Should.ThrowAsync<InvalidOperationException>(() => _room.Decoder.DecodeAsync(
            _room.At("long.flac"), new AudioDescription("flac", "flac", 44_100, 1, 0, null), ChannelMix.Sum,
            (_, _) =>
            {
                decoding.AddRange(Decoding("long.flac"));
                throw new InvalidOperationException("the disk is full");
            },
            CancellationToken.None));

        decoding.ShouldNotBeEmpty();
        decoding.ShouldAllBe(id => !Directory.Exists($"/proc/{id}"));
    }

    [Fact]
    public async Task A_taker_may_be_slower_than_the_patience_with_ffmpeg()
    {
        await using var room = new MediaRoom(("Media:StallTimeout", "00:00:05"));
        await Ffmpeg.MakeAsync("-f", "lavfi", "-i", "sine=d=120", room.At("a.wav"));
        var watch = Stopwatch.StartNew();
        var first = true;

        var decoded = await room.Decoder.DecodeAsync(
            room.At("a.wav"), await room.ProbeAsync("a.wav"), ChannelMix.Sum,
            async (_, token) =>
            {
                if (first)
                    await Task.Delay(TimeSpan.FromSeconds(6), token);
                first = false;
            },
            CancellationToken.None);

        watch.Elapsed.ShouldBeGreaterThan(TimeSpan.FromSeconds(6));
        decoded.Samples.ShouldBe(120 * 16_000);
    }

    [Fact]
    public void Without_ffmpeg_the_product_refuses_to_start()
    {
        new MediaToolsValidator().Validate(null, new MediaOptions { FfmpegPath = "no-such-ffmpeg" })
            .FailureMessage.ShouldNotBeNull().ShouldContain("Media:FfmpegPath ('no-such-ffmpeg')");
    }

    // By the file that they read: other tests run ffmpeg at the same time.
    private int[] Decoding(string name) =>
        [.. Process.GetProcessesByName("ffmpeg").Select(process => process.Id).Where(id => CommandLine(id).Contains(_room.At(name)))];

    private static string CommandLine(int id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/cmdline");
        }
        catch (IOException)
        {
            // It has ended.
            return "";
        }
    }

    private async Task MakeAsync(string name)
    {
        await Speech.ComposeAsync(_room.At("speech.wav"), 120, seed: 1);
        await Ffmpeg.MakeAsync(["-i", _room.At("speech.wav"), "-ar", "48000", .. Codec(name), _room.At(name)]);
    }

    private static string[] Codec(string name) => Path.GetExtension(name) switch
    {
        ".webm" => ["-c:a", "libopus"],
        ".m4a" => ["-c:a", "aac", "-movflags", "+faststart"],
        _ => [],
    };

    private static async Task MakePipedFlacAsync(string path)
    {
        using var process = Process.Start(new ProcessStartInfo("sh",
            ["-c", "ffmpeg -v error -nostdin -f lavfi -i anullsrc=r=8000:cl=mono:d=7200 -c:a flac -frame_size 65535 -f flac - | cat > \"$0\"", path]))!;
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0);
    }

    private async Task<short[]> DecodeAsync(string name)
    {
        var samples = new List<short>();
        await _room.Decoder.DecodeAsync(
            _room.At(name), await _room.ProbeAsync(name), ChannelMix.Sum,
            (pcm, _) =>
            {
                samples.AddRange(System.Runtime.InteropServices.MemoryMarshal.Cast<byte, short>(pcm.Span));
                return ValueTask.CompletedTask;
            },
            CancellationToken.None);
        return [.. samples];
    }

    // Seconds of the first loud sample from a second before the given time on.
    private static double Click(short[] samples, double from) =>
        AudioClock.ToSeconds(Array.FindIndex(samples, (int)((from - 1) * 16_000), sample => Math.Abs((int)sample) > 8_000));
}
