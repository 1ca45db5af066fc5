using Longhand.IntegrationTests.SpeechServer;
using Longhand.Recordings;
using Longhand.Stitching;
using Longhand.Support;

namespace Longhand.IntegrationTests.Stitching;

/// <summary>Real speech, split where it has no pauses and really heard: what the cuts do to the words.</summary>
public sealed class OverlapTests(SpeechServerFixture speech) : IClassFixture<SpeechServerFixture>
{
    private static readonly SpokenRecordingPlan _breathless = new()
    {
        Length = TimeSpan.Zero,
        ShortestPause = TimeSpan.Zero,
        LongestPause = TimeSpan.FromSeconds(0.05),
        LongestPauseInside = TimeSpan.FromSeconds(0.05),
        NoiseDecibels = -60,
    };

    // What the recognizer hears around the cut, and how much of it on either side counts as near.
    private static readonly long _uncut = AudioClock.ToSamples(TimeSpan.FromSeconds(6));
    private static readonly long _near = AudioClock.ToSamples(TimeSpan.FromSeconds(2.5));

    [Theory]
    [InlineData("glm-asr", 12, false, 21, 60)]
    [InlineData("glm-asr-2512", 12, true, 22, 60)]
    [InlineData("glm-asr", 30, true, 23, 110)]
    [InlineData("glm-asr-2512", 30, false, 24, 75)]
    public async Task Where_speech_has_no_pause_no_word_is_lost_or_doubled(
        string profile, double maxSeconds, bool music, int seed, double seconds)
    {
        var plan = _breathless with
        {
            Length = TimeSpan.FromSeconds(seconds),
            Seed = seed,
            MusicDecibels = music ? -10 : null,
        };

        var cuts = await ListenAsync(profile, maxSeconds, plan);

        cuts.Count(cut => cut.Forced).ShouldBeGreaterThanOrEqualTo((int)(seconds / maxSeconds) - 1);
        cuts.SelectMany(cut => cut.Words.Lost).ShouldBeEmpty();
        cuts.SelectMany(cut => cut.Words.Doubled).ShouldBeEmpty();
    }

    [Fact]
    public async Task In_the_pauses_of_speech_on_music_no_word_is_lost_or_doubled()
    {
        var plan = new SpokenRecordingPlan
        {
            Length = TimeSpan.FromSeconds(60),
            Seed = 25,
            ShortestPause = TimeSpan.FromSeconds(0.15),
            LongestPause = TimeSpan.FromSeconds(0.6),
            MusicDecibels = -10,
        };

        var cuts = await ListenAsync("glm-asr", 20, plan);

        cuts.Count.ShouldBeGreaterThanOrEqualTo(3);
        cuts.SelectMany(cut => cut.Words.Lost).ShouldBeEmpty();
        cuts.SelectMany(cut => cut.Words.Doubled).ShouldBeEmpty();
    }

    private async Task<IReadOnlyList<(bool Forced, WordsAtCut Words)>> ListenAsync(
        string profile, double maxSeconds, SpokenRecordingPlan plan)
    {
        var token = TestContext.Current.CancellationToken;
        await using var recording = await ListenedRecording.CreateAsync(speech.Server.BaseAddress, profile);
        var truth = await recording.SpeakAsync(plan, token);
        var segments = await recording.HearSegmentsAsync(maxSeconds, token);
        var stitched = TranscriptStitcher.Stitch(segments).SelectMany(segment => segment.Utterances);
        var transcript = string.Join(' ', stitched.Select(utterance => utterance.Text));

        var counted = await Task.WhenAll(segments.SkipLast(1).Select(segment => CountAsync(segment.Cut)));
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{counted.Length} cuts, {counted.Count(cut => cut.Forced)} forced, {counted.Sum(cut => cut.Words.Words)} words: "
            + $"{counted.Sum(cut => cut.Words.Lost.Count)} lost, {counted.Sum(cut => cut.Words.Doubled.Count)} doubled, "
            + $"{counted.Sum(cut => cut.Words.Misheard.Count)} misheard");
        return counted;

        async Task<(bool Forced, WordsAtCut Words)> CountAsync(CutSegment cut)
        {
            var uncut = await recording.HearUncutAsync(new(cut.Owned.End - _uncut, cut.Sent.End + _uncut), token);
            var words = WordsAtCut.Of(
                truth, transcript, AudioClock.ToTime(cut.Owned.End - _near), AudioClock.ToTime(cut.Sent.End + _near), uncut);
            TestContext.Current.TestOutputHelper?.WriteLine(
                $"cut at {AudioClock.ToSeconds(cut.Owned.End):0.00} s, {cut.Confidence:0} dB{(cut.Forced ? ", forced" : "")}: {words.Words} words, "
                + $"lost [{string.Join(' ', words.Lost)}], doubled [{string.Join(' ', words.Doubled)}], "
                + $"misheard [{string.Join(' ', words.Misheard)}]");
            return (cut.Forced, words);
        }
    }
}
