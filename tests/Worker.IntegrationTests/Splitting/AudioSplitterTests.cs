using Longhand.IntegrationTests.Media;
using Longhand.Recordings;
using Longhand.Splitting;

namespace Longhand.IntegrationTests.Splitting;

public sealed class AudioSplitterTests : IAsyncDisposable
{
    private readonly MediaRoom _room = new();

    public ValueTask DisposeAsync() => _room.DisposeAsync();

    [Theory]
    [InlineData(0)]
    [InlineData(60)]
    public async Task No_cut_falls_into_speech(double noise)
    {
        var spoken = await Speech.ComposeAsync(_room.At("talk.wav"), 600, seed: 7, noise);
        await Ffmpeg.MakeAsync("-i", _room.At("talk.wav"), "-ar", "44100", _room.At("talk.mp3"));

        foreach (var max in new[] { 60, 30 })
        {
            var (segments, decoded) = await _room.SplitAsync("talk.mp3", max);

            segments.Sum(segment => segment.Cut.Owned.Length).ShouldBe(decoded.Samples);
            segments.Count.ShouldBeInRange(600 / max, 1_000 / max);
            foreach (var cut in segments.SkipLast(1).Select(segment => segment.Cut))
            {
                cut.Forced.ShouldBeFalse();
                spoken.ShouldAllBe(range => cut.Owned.End <= range.Start + 320 || cut.Owned.End >= range.End - 320);
            }
        }
    }

    [Theory]
    [InlineData("mp3")]
    [InlineData("m4a")]
    [InlineData("opus")]
    [InlineData("flac")]
    [InlineData("ogg")]
    [InlineData("webm")]
    [InlineData("wav")]
    [InlineData("mkv")]
    [InlineData("aiff")]
    [InlineData("mp4")]
    public async Task Every_sample_of_every_container_lies_in_one_segment_and_its_file(string format)
    {
        await Speech.ComposeAsync(_room.At("talk-16k.wav"), 100.5, seed: 8);
        await Ffmpeg.MakeAsync(["-i", _room.At("talk-16k.wav"), .. Coding(format), "-ar", "48000", _room.At("talk." + format)]);

        var (segments, decoded) = await _room.SplitAsync("talk." + format, 20);

        decoded.Notes.ShouldBeEmpty();
        AudioClock.ToSeconds(decoded.Samples).ShouldBe(100.5, 0.1);
        var end = 0L;
        foreach (var segment in segments)
        {
            segment.Cut.Owned.Start.ShouldBe(end);
            end = segment.Cut.Owned.End;
            new FileInfo(segment.WavPath!).Length.ShouldBe(WavFile.HeaderBytes + (segment.Cut.Sent.Length * 2));
            segment.Cut.Sent.Length.ShouldBeLessThanOrEqualTo(20 * 16_000);
        }

        end.ShouldBe(decoded.Samples);
        Directory.GetFiles(_room.Work).Length.ShouldBe(segments.Count);
    }

    [Fact]
    public async Task The_files_hold_the_recordings_own_samples()
    {
        await Speech.ComposeAsync(_room.At("talk.wav"), 65, seed: 9);
        var original = await Ffmpeg.SamplesAsync("-i", _room.At("talk.wav"));

        var (segments, _) = await _room.SplitAsync("talk.wav", 15);

        foreach (var segment in segments)
            (await Ffmpeg.SamplesAsync("-i", segment.WavPath!)).ShouldBe(original[(int)segment.Cut.Sent.Start..(int)segment.Cut.Sent.End]);
    }

    [Fact]
    public async Task Stored_cuts_are_taken_again_as_they_were_and_only_wanted_files_written()
    {
        await Speech.ComposeAsync(_room.At("talk.wav"), 200, seed: 10);
        var (first, whole) = await _room.SplitAsync("talk.wav", 30);
        foreach (var file in Directory.GetFiles(_room.Work))
            File.Delete(file);
        var stored = first.Take(3).Select(segment => segment.Cut).ToList();

        var (second, again) = await _room.SplitAsync("talk.wav", 30, stored, cut => cut.Owned.Start != 0);

        again.ShouldBe(whole with { Notes = again.Notes });
        second.Select(segment => segment.Cut with { Voiced = [] }).ShouldBe(first.Select(segment => segment.Cut with { Voiced = [] }));
        second.Select(segment => segment.WavPath is null).ShouldBe(second.Select((_, i) => i == 0));
    }

    [Fact]
    public async Task Audio_that_became_shorter_than_what_is_stored_is_refused()
    {
        await Speech.ComposeAsync(_room.At("talk.wav"), 40, seed: 11);
        var stored = new CutSegment(new SampleRange(0, 41 * 16_000), false, false, 0, 40, []);

        (await Should.ThrowAsync<PermanentFailureException>(() => _room.SplitAsync("talk.wav", 60, [stored])))
            .Message.ShouldContain("has changed");
    }

    [Theory]
    [InlineData("wav")]
    [InlineData("mp3")]
    [InlineData("opus")]
    public async Task A_recording_of_room_noise_costs_nothing(string format)
    {
        await Ffmpeg.MakeAsync("-f", "lavfi", "-i", "anoisesrc=c=pink:a=0.01:r=16000:d=600:seed=1", "-ar", "48000", _room.At("room." + format));

        var (segments, decoded) = await _room.SplitAsync("room." + format);

        segments.ShouldAllBe(segment => segment.Cut.Silent && segment.WavPath == null);
        segments.Sum(segment => segment.Cut.Owned.Length).ShouldBe(decoded.Samples);
    }

    [Fact]
    public async Task Silence_between_speech_is_not_sent_and_no_speech_is_lost_to_it()
    {
        var spoken = await Speech.ComposeAsync(_room.At("talk.wav"), 60, seed: 12, noise: 20);
        await Ffmpeg.MakeAsync(
            "-i", _room.At("talk.wav"), "-f", "lavfi", "-i", "anoisesrc=c=pink:a=0.002:r=16000:d=300:seed=2", "-i", _room.At("talk.wav"),
            "-filter_complex", "[0][1][2]concat=n=3:v=0:a=1", _room.At("pause.wav"));

        var (segments, _) = await _room.SplitAsync("pause.wav");

        var silent = segments.Where(segment => segment.Cut.Silent).Select(segment => segment.Cut.Owned).ToList();
        AudioClock.ToSeconds(silent.Sum(range => range.Length)).ShouldBeInRange(298, 301);
        foreach (var range in spoken.Concat(spoken.Select(range => new SampleRange(range.Start + (360 * 16_000), range.End + (360 * 16_000)))))
            silent.ShouldAllBe(silence => silence.End <= range.Start || silence.Start >= range.End);
    }

    [Fact]
    public async Task Segments_come_while_decoding_goes_on_and_decoding_waits_for_whoever_takes_them()
    {
        await Ffmpeg.MakeAsync("-f", "lavfi", "-i", "sine=r=8000:d=7200", "-c:a", "flac", _room.At("long.flac"));
        using var cancel = new CancellationTokenSource();
        var request = new SplitRequest(
            _room.At("long.flac"), await _room.ProbeAsync("long.flac"), _room.Work, TimeSpan.FromSeconds(60), [], _ => true);
        var taken = 0;

        await Should.ThrowAsync<OperationCanceledException>(() => _room.Splitter.SplitAsync(
            request,
            async (_, token) =>
            {
                taken++;
                await cancel.CancelAsync();
                token.ThrowIfCancellationRequested();
            },
            cancel.Token));

        taken.ShouldBe(1);
    }

    private static string[] Coding(string format) => format switch
    {
        "mkv" or "mp4" => ["-f", "lavfi", "-i", "color=s=64x64:r=5:d=100.5", "-map", "0:a", "-map", "1:v", "-c:v", "libx264", "-preset", "ultrafast", "-c:a", "aac"],
        "webm" => ["-c:a", "libopus"],
        _ => [],
    };
}
