using System.Globalization;
using Longhand.Media;
using Longhand.Recordings;

namespace Longhand.IntegrationTests.Media;

public sealed class DamagedOggTests(OggMasters masters) : IClassFixture<OggMasters>, IAsyncDisposable
{
    private const double Seconds = OggMasters.Seconds;
    private readonly MediaRoom _room = new();

    public ValueTask DisposeAsync() => _room.DisposeAsync();

    [Theory]
    [InlineData("opus", "libopus")]
    [InlineData("ogg", "libvorbis")]
    [InlineData("oga", "flac")]
    public async Task Behind_64_KiB_of_damage_all_is_heard_at_its_time(string format, string codec)
    {
        var master = await MakeAsync("a." + format, codec);
        await DamageAsync("a." + format, 64 << 10, 0.5);

        var (samples, decoded) = await _room.DecodeAsync("a." + format);

        AudioClock.ToSeconds(samples.Length).ShouldBe(Seconds, 0.05);
        foreach (var at in new[] { 5, 60, 110, 150, 200, 230 })
            Math.Abs(Echo.LateMs(master, samples, at)).ShouldBeLessThanOrEqualTo(1, $"at {at} s");
        var note = decoded.Notes.ShouldHaveSingleItem();
        note.ShouldStartWith("Damaged");
        var hole = note.Split(["from ", " to ", "; silence"], StringSplitOptions.None);
        var (from, to) = (Time(hole[1]), Time(hole[2]));
        (to - from).ShouldBeInRange(0.5, 20);
        samples.Skip((int)(from * 16_000) + 160).Take((int)((to - from - 0.2) * 16_000))
            .ShouldAllBe(sample => sample == 0);

        (await _room.DecodeAsync("a." + format)).Samples.ShouldBe(samples);
        var (segments, split) = await _room.SplitAsync("a." + format);
        split.Samples.ShouldBe(samples.Length);
        segments.Sum(segment => segment.Cut.Owned.Length).ShouldBe(samples.Length);
    }

    [Theory]
    [InlineData("opus", "libopus")]
    [InlineData("ogg", "libvorbis")]
    public async Task A_file_that_was_cut_off_is_told_by_its_missing_end_mark(string format, string codec)
    {
        await MakeAsync("whole." + format, codec);
        var bytes = await File.ReadAllBytesAsync(_room.At("whole." + format));
        await File.WriteAllBytesAsync(_room.At("cut." + format), bytes[..(bytes.Length * 6 / 10)]);

        var (_, whole) = await _room.DecodeAsync("whole." + format);
        var (_, cut) = await _room.DecodeAsync("cut." + format);

        (whole.Complete, whole.Notes.Count).ShouldBe((true, 0));
        cut.Complete.ShouldBeFalse();
        cut.Notes.ShouldHaveSingleItem().ShouldStartWith("Truncated: the Ogg file has no end mark");
    }

    [Fact]
    public async Task Several_damaged_places_are_gone_on_behind_each()
    {
        var master = await MakeAsync("a.oga", "flac");
        foreach (var place in new[] { 0.2, 0.4, 0.6, 0.8 })
            await DamageAsync("a.oga", 70 << 10, place);

        var (samples, decoded) = await _room.DecodeAsync("a.oga");

        AudioClock.ToSeconds(samples.Length).ShouldBe(Seconds, 0.05);
        foreach (var at in new[] { 20, 70, 120, 165, 230 })
            Math.Abs(Echo.LateMs(master, samples, at)).ShouldBeLessThanOrEqualTo(1, $"at {at} s");
        decoded.Notes.ShouldHaveSingleItem().Split(" to ").Length.ShouldBe(5);
    }

    [Fact]
    public async Task More_damage_than_can_be_gone_on_behind_is_told_as_a_truncation()
    {
        await MakeAsync("a.oga", "flac");
        for (var place = 1; place <= 50; place++)
            await DamageAsync("a.oga", 66 << 10, place / 51.0);

        var (samples, decoded) = await _room.DecodeAsync("a.oga");

        AudioClock.ToSeconds(samples.Length).ShouldBeInRange(130, 200);
        decoded.Notes.ShouldContain(note => note.StartsWith("Truncated"));
        decoded.Notes.ShouldContain(note => note.StartsWith("Damaged") && note.EndsWith("at its own time."));
    }

    [Fact]
    public async Task A_damaged_file_of_several_recordings_in_a_row_yields_what_ffmpeg_makes_of_it()
    {
        await MakeAsync("a.opus", "libopus");
        var one = await File.ReadAllBytesAsync(_room.At("a.opus"));
        await File.WriteAllBytesAsync(_room.At("two.opus"), [.. one, .. one]);
        await DamageAsync("two.opus", 70 << 10, 0.25);

        var (samples, decoded) = await _room.DecodeAsync("two.opus");

        AudioClock.ToSeconds(samples.Length).ShouldBeInRange(100, 482);
        decoded.Notes.ShouldContain(note => note.StartsWith("Damaged"));
    }

    [Fact]
    public async Task Marks_that_are_planted_to_be_read_again_and_again_are_given_up()
    {
        await MakeAsync("a.opus", "libopus");
        var bytes = await File.ReadAllBytesAsync(_room.At("a.opus"));
        // Each claims a page of 64 KiB with a checksum that has to be worked out to be disproved.
        var mark = new byte[27];
        "OggS"u8.CopyTo(mark);
        mark[26] = 255;
        var planted = Enumerable.Repeat(mark, 20_000).SelectMany(bytes => bytes).ToArray();
        planted.AsSpan(planted.Length - 600).Fill(255);
        await File.WriteAllBytesAsync(
            _room.At("planted.opus"), [.. bytes[..(bytes.Length / 2)], .. planted, .. bytes[(bytes.Length / 2)..]]);

        var layout = await OggScan.ReadAsync(
            _room.At("planted.opus"), await _room.ProbeAsync("planted.opus"), TestContext.Current.CancellationToken);
        var (samples, _) = await _room.DecodeAsync("planted.opus");

        layout.ShouldBeNull();
        samples.ShouldNotBeEmpty();
    }

    private async Task<short[]> MakeAsync(string name, string codec)
    {
        var (bytes, samples) = await masters.InAsync(codec);
        await File.WriteAllBytesAsync(_room.At(name), bytes);
        return samples;
    }

    private async Task DamageAsync(string name, int length, double place)
    {
        var bytes = await File.ReadAllBytesAsync(_room.At(name));
        new Random(1).NextBytes(bytes.AsSpan((int)(bytes.Length * place), length));
        await File.WriteAllBytesAsync(_room.At(name), bytes);
    }

    private static double Time(string text) => TimeSpan.Parse(text, CultureInfo.InvariantCulture).TotalSeconds;
}
