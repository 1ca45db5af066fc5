using System.Buffers.Binary;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Longhand.IntegrationTests.Media;
using Longhand.Recordings;
using Longhand.Splitting;

namespace Longhand.IntegrationTests.Splitting;

public sealed class EveryContainerTests(SpokenMaster master) : IClassFixture<SpokenMaster>, IAsyncDisposable
{
    private const double EditCut = 7.5;

    private readonly MediaRoom _room = new();

    public ValueTask DisposeAsync() => _room.DisposeAsync();

    // Opus in Matroska comes 6.5 ms late, AAC without an edit list 21 to 25 ms, MP3 without its Xing header 25 ms and
    // WMA 46 ms: there the file does not tell the lead-in of its codec, or the decoder does not take it off.
    [Theory]
    [InlineData("vbr.mp3", 1)]
    [InlineData("no-xing.mp3", 26)]
    [InlineData("wrong-xing.mp3", 1)]
    [InlineData("aac.m4a", 1)]
    [InlineData("edit-list.mp4", 25)]
    [InlineData("vorbis.ogg", 1)]
    [InlineData("mono.opus", 1)]
    [InlineData("opus.webm", 8)]
    [InlineData("vorbis.webm", 8)]
    [InlineData("stereo.flac", 1)]
    [InlineData("48k-24bit.wav", 1)]
    [InlineData("centre-5.1.wav", 1)]
    [InlineData("wma2.wma", 50)]
    [InlineData("video.mkv", 25)]
    [InlineData("video.mp4", 1)]
    [InlineData("video.ts", 25)]
    [InlineData("video.webm", 8)]
    [InlineData("adts.aac", 25)]
    [InlineData("pcm.mov", 1)]
    [InlineData("mp3.avi", 30)]
    [InlineData("centre-5.1.ac3", 8)]
    [InlineData("alaw.au", 1)]
    [InlineData("pcm.aiff", 1)]
    [InlineData("aac.flv", 26)]
    public async Task Segments_tile_the_recording_within_the_limit_and_words_are_at_their_times(
        string name, double withinMs)
    {
        await MakeAsync(name);

        await CheckAsync(name, withinMs, SpokenMaster.Seconds);
    }

    [Fact]
    public async Task Telephone_speech_that_leaves_out_its_pauses_keeps_them_in_time()
    {
        Assert.SkipUnless(SoxWritesAmr(), "Only sox with its AMR encoder makes such a file.");
        await SoxAsync(master.Path, "-r", "8000", "-c", "1", _room.At("dtx.amr-nb"));
        File.Move(_room.At("dtx.amr-nb"), _room.At("dtx.amr"));

        // The pause at its end is left out too.
        await CheckAsync("dtx.amr", 100, SpokenMaster.LastWord);
    }

    private async Task CheckAsync(string name, double withinMs, double shortest)
    {
        var (samples, decoded) = await _room.DecodeAsync(name);

        var shift = name == "edit-list.mp4" ? -EditCut : 0;
        decoded.Samples.ShouldBe(samples.Length);
        AudioClock.ToSeconds(decoded.Samples)
            .ShouldBeInRange(shortest + shift - 0.3, SpokenMaster.Seconds + shift + 0.3);
        foreach (var at in new[] { 9, 30, 55, 85 })
            Math.Abs(Echo.LateMs(master.Samples, samples, at, shift)).ShouldBeLessThanOrEqualTo(withinMs, $"at {at} s");
        foreach (var limit in new[] { 60, 30 })
        {
            var (segments, again) = await _room.SplitAsync(name, limit);
            again.Samples.ShouldBe(decoded.Samples);
            Tile(segments, samples, limit * AudioClock.SampleRate);
        }
    }

    private static void Tile(List<SplitSegment> segments, short[] samples, long limit)
    {
        var end = 0L;
        foreach (var (cut, path) in segments)
        {
            cut.Owned.Start.ShouldBe(end);
            end = cut.Owned.End;
            if (path is null)
                continue;
            cut.Sent.Length.ShouldBeLessThanOrEqualTo(limit);
            File.ReadAllBytes(path).AsSpan(WavFile.HeaderBytes)
                .SequenceEqual(MemoryMarshal.AsBytes(samples.AsSpan((int)cut.Sent.Start, (int)cut.Sent.Length)))
                .ShouldBeTrue($"{path} holds the samples of {cut.Sent}");
        }

        end.ShouldBe(samples.Length);
        segments.Sum(segment => segment.Cut.Owned.Length).ShouldBe(samples.Length);
    }

    private async Task MakeAsync(string name)
    {
        if (name == "edit-list.mp4")
        {
            await MakeAsync("aac.m4a");
            await Ffmpeg.MakeAsync(
                "-ss", $"{EditCut}", "-i", _room.At("aac.m4a"), "-c", "copy", _room.At(name));
            return;
        }

        string[] video = name.StartsWith("video", StringComparison.Ordinal)
            ? ["-f", "lavfi", "-i", $"color=s=64x64:r=5:d={SpokenMaster.Seconds}", "-map", "0:a", "-map", "1:v"]
            : [];
        await Ffmpeg.MakeAsync(["-i", master.Path, .. video, .. Coding(name), _room.At(name)]);
        if (name == "wrong-xing.mp3")
            await DoubleFrameCountAsync(_room.At(name));
    }

    private static string[] Coding(string name) => name switch
    {
        "vbr.mp3" or "wrong-xing.mp3" => ["-ar", "44100", "-ac", "2", "-q:a", "4"],
        "no-xing.mp3" => ["-ar", "44100", "-ac", "2", "-q:a", "4", "-write_xing", "0", "-id3v2_version", "0"],
        "vorbis.ogg" or "vorbis.webm" => ["-ar", "44100", "-ac", "2", "-c:a", "libvorbis"],
        "mono.opus" or "opus.webm" => ["-c:a", "libopus", "-b:a", "32k"],
        "stereo.flac" => ["-ar", "44100", "-ac", "2"],
        "48k-24bit.wav" => ["-ar", "48000", "-c:a", "pcm_s24le"],
        "centre-5.1.wav" => ["-af", "aresample=48000,pan=5.1|FC=c0"],
        "centre-5.1.ac3" => ["-af", "aresample=48000,pan=5.1|FC=c0", "-b:a", "384k"],
        "wma2.wma" => ["-ar", "44100", "-c:a", "wmav2"],
        "video.webm" => ["-c:v", "libvpx", "-deadline", "realtime", "-cpu-used", "8", "-c:a", "libopus"],
        "video.mkv" or "video.mp4" or "video.ts" =>
            ["-c:v", "libx264", "-preset", "ultrafast", "-ar", "48000", "-c:a", "aac"],
        "pcm.mov" => ["-c:a", "pcm_s16le"],
        "mp3.avi" or "aac.flv" => ["-ar", "44100"],
        "alaw.au" => ["-c:a", "pcm_alaw"],
        _ => ["-ar", "48000"],
    };

    private static async Task DoubleFrameCountAsync(string path)
    {
        var bytes = await File.ReadAllBytesAsync(path);
        var count = bytes.AsSpan(bytes.AsSpan().IndexOf("Xing"u8) + 8);
        BinaryPrimitives.WriteInt32BigEndian(count, 2 * BinaryPrimitives.ReadInt32BigEndian(count));
        await File.WriteAllBytesAsync(path, bytes);
    }

    private static bool SoxWritesAmr()
    {
        try
        {
            using var sox = Process.Start(
                new ProcessStartInfo("sox", ["--help"]) { UseShellExecute = false, RedirectStandardOutput = true })!;
            return sox.StandardOutput.ReadToEnd().Contains("amr-nb", StringComparison.Ordinal);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static async Task SoxAsync(params string[] arguments)
    {
        using var sox = Process.Start("sox", arguments);
        await sox.WaitForExitAsync();
        sox.ExitCode.ShouldBe(0);
    }
}
