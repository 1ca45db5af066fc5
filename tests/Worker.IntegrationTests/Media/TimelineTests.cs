namespace Longhand.IntegrationTests.Media;

public sealed class TimelineTests(SpokenMaster master) : IClassFixture<SpokenMaster>, IAsyncDisposable
{
    private static readonly string[] H264 = ["-c:v", "libx264", "-preset", "ultrafast", "-c:a", "aac", "-ar", "48000"];
    private static readonly string[] Vp8 =
        ["-c:v", "libvpx", "-deadline", "realtime", "-cpu-used", "8", "-c:a", "libopus"];

    private readonly MediaRoom _room = new();

    public ValueTask DisposeAsync() => _room.DisposeAsync();

    [Fact]
    public async Task A_clock_that_steps_back_is_told_with_how_much_is_left_out()
    {
        await Ffmpeg.MakeAsync(
            "-f", "lavfi", "-i", "sine=d=90", "-c:a", "libopus", _room.At("forth.mkv"));
        await Ffmpeg.MakeAsync(
            "-i", _room.At("forth.mkv"), "-c", "copy", "-bsf:a", "setts=ts='if(gt(TS*TB,60),TS-30/TB,TS)'", _room.At("back.mkv"));

        (await _room.DecodeAsync("forth.mkv")).Decoded.Complete.ShouldBeTrue();
        var (_, decoded) = await _room.DecodeAsync("back.mkv");

        decoded.Complete.ShouldBeFalse();
        decoded.Notes.ShouldContain(note => note.StartsWith("The file's clock steps back or stands still: 00:00:") && note.Contains("asetpts"));
    }

    [Theory]
    [InlineData("m4a")]
    [InlineData("mkv")]
    [InlineData("webm")]
    public async Task Sound_alone_that_starts_at_5_s_by_the_files_clock_starts_at_5_s(string format)
    {
        await Ffmpeg.MakeAsync(
            ["-itsoffset", "5", "-i", master.Path, .. Coding(format), _room.At("late." + format)]);

        await HeardAsync("late." + format, _ => 5, 25, 5, 45, 85);
    }

    [Theory]
    [InlineData("mp4")]
    [InlineData("mkv")]
    [InlineData("webm")]
    public async Task Sound_that_starts_5_s_after_the_picture_is_5_s_late(string format)
    {
        await Ffmpeg.MakeAsync(
        [
            "-f", "lavfi", "-i", "color=s=64x64:r=5:d=100", "-itsoffset", "5", "-i", master.Path,
            "-map", "0:v", "-map", "1:a", .. format == "webm" ? Vp8 : H264, _room.At("late." + format),
        ]);

        await HeardAsync("late." + format, _ => 5, 25, 5, 45, 85);
    }

    [Fact]
    public async Task Sound_that_starts_before_the_picture_is_not_moved()
    {
        await Ffmpeg.MakeAsync(
        [
            "-itsoffset", "5", "-f", "lavfi", "-i", "color=s=64x64:r=5:d=90", "-i", master.Path,
            "-map", "0:v", "-map", "1:a", .. H264, _room.At("early.mp4"),
        ]);

        await HeardAsync("early.mp4", _ => 0, 25, 5, 45, 85);
    }

    [Theory]
    [InlineData("mkv")]
    [InlineData("webm")]
    [InlineData("m4a")]
    [InlineData("ts")]
    public async Task Thirty_seconds_missing_from_the_stamps_stay_thirty_seconds(string format)
    {
        var whole = format is "m4a" or "ts" ? "whole.m4a" : "whole.mkv";
        await Ffmpeg.MakeAsync(["-i", master.Path, .. Coding(whole), _room.At(whole)]);
        // By numbers of packets: 20 ms of Opus each, 1024 samples of AAC.
        var (first, last) = whole == "whole.mkv" ? (1500, 3000) : (1406, 2812);
        await Ffmpeg.MakeAsync(
            "-i", _room.At(whole), "-c", "copy", "-bsf:a", $"noise=drop='between(n,{first},{last})'",
            _room.At("gap." + format));

        await HeardAsync("gap." + format, _ => 0, 25, 5, 25, 65, 85);
    }

    [Fact]
    public async Task Thirty_seconds_missing_from_an_Ogg_file_are_told()
    {
        await Ffmpeg.MakeAsync(["-i", master.Path, .. Coding("mkv"), _room.At("whole.mkv")]);
        await Ffmpeg.MakeAsync(
            "-i", _room.At("whole.mkv"), "-c", "copy", "-bsf:a", "noise=drop='between(n,1500,3000)'",
            _room.At("gap.ogg"));

        var (_, decoded) = await _room.DecodeAsync("gap.ogg");

        // ffmpeg counts an Ogg file's time on from page to page, past the gap.
        decoded.Notes.ShouldHaveSingleItem().ShouldContain("declares 00:01:35 of audio and ends after 00:01:0");
    }

    [Fact]
    public async Task One_lost_packet_in_fifty_leaves_every_word_within_60_ms()
    {
        await RestampAsync("noise=drop='not(mod(n,50))'", "loss.mkv");

        await HeardAsync("loss.mkv", _ => 0, 60, 5, 20, 45, 65, 85);
    }

    [Fact]
    public async Task Stamps_that_jitter_by_15_ms_move_nothing()
    {
        await RestampAsync("setts=ts='TS+15*(mod(N*7919,3)-1)'", "jitter.mkv");

        await HeardAsync("jitter.mkv", _ => 0, 25, 5, 20, 45, 65, 85);
    }

    [Fact]
    public async Task A_clock_that_drifts_from_the_sound_is_followed_within_110_ms()
    {
        await RestampAsync("setts=ts='TS*1.005'", "drift.mkv");

        await HeardAsync("drift.mkv", at => at * 0.005, 110, 5, 20, 45, 65, 85);
    }

    private async Task RestampAsync(string filter, string name)
    {
        await Ffmpeg.MakeAsync(["-i", master.Path, .. Coding("mkv"), _room.At("whole.mkv")]);
        await Ffmpeg.MakeAsync("-i", _room.At("whole.mkv"), "-c", "copy", "-bsf:a", filter, _room.At(name));
    }

    private async Task HeardAsync(string name, Func<double, double> shift, double withinMs, params double[] places)
    {
        var (samples, _) = await _room.DecodeAsync(name);

        foreach (var at in places)
        {
            Math.Abs(Echo.LateMs(master.Samples, samples, at, shift(at)))
                .ShouldBeLessThanOrEqualTo(withinMs, $"{name} at {at} s");
        }
    }

    private static string[] Coding(string name) =>
        name.EndsWith("m4a", StringComparison.Ordinal) ? ["-c:a", "aac", "-ar", "48000"] : ["-c:a", "libopus"];
}
