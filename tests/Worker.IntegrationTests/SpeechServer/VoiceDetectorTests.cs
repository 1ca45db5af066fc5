using System.Runtime.InteropServices;
using Longhand.SherpaOnnx;

namespace Longhand.IntegrationTests.SpeechServer;

public sealed class VoiceDetectorTests
{
    private const int Rate = SileroVoiceDetector.SampleRate;

    [Fact]
    public async Task Speech_is_told_from_silence_whatever_the_size_of_the_pieces()
    {
        var samples = await SamplesAsync();
        using var detector = SileroVoiceDetector.Load(SpeechModels.Find(folder: null), new VoiceDetection());

        var whole = Detect(detector, samples, samples.Length);
        var pieces = Detect(detector, samples, 700);

        whole.Count.ShouldBeGreaterThan(1);
        whole.ShouldAllBe(range => range.Start >= 0 && range.End <= samples.Length && range.Length > 0);
        pieces.Count.ShouldBe(whole.Count);
    }

    [Fact]
    public async Task A_restart_of_the_engines_counter_does_not_move_what_is_found()
    {
        var samples = await SamplesAsync();
        var models = SpeechModels.Find(folder: null);
        using var steady = SileroVoiceDetector.Load(models, new VoiceDetection());
        using var restarting = SileroVoiceDetector.Load(models, new VoiceDetection(), restartAfter: Rate);

        var expected = Detect(steady, samples, samples.Length);
        var found = Detect(restarting, samples, samples.Length);

        found.Count.ShouldBe(expected.Count);
        foreach (var (range, other) in found.Zip(expected))
            Math.Abs(range.Start - other.Start).ShouldBeLessThan(Rate / 10);
    }

    [Fact]
    public async Task Speech_without_a_pause_comes_in_pieces_that_touch()
    {
        var speech = (await SamplesAsync("basic-pbx-ivr-main")).AsSpan(Rate, 3 * Rate / 2).ToArray();
        var samples = Enumerable.Repeat(speech, 60).SelectMany(piece => piece).ToArray();
        using var detector = SileroVoiceDetector.Load(SpeechModels.Find(folder: null), new VoiceDetection());

        var found = Detect(detector, samples, samples.Length);

        found.ShouldAllBe(range => range.Length <= 31 * Rate);
        found.Sum(range => range.Length).ShouldBeGreaterThan(samples.Length * 8 / 10);
        found.Zip(found.Skip(1)).ShouldAllBe(pair => pair.Second.Start >= pair.First.End);
    }

    private static List<VoicedRange> Detect(SileroVoiceDetector detector, float[] samples, int piece)
    {
        var found = new List<VoicedRange>();
        for (var start = 0; start < samples.Length; start += piece)
            found.AddRange(detector.Accept(samples.AsSpan(start, Math.Min(piece, samples.Length - start))));
        found.AddRange(detector.Finish());
        return found;
    }

    private static async Task<float[]> SamplesAsync(params string[] prompts)
    {
        string[] three = ["check-number-dial-again", "cannot-complete-as-dialed", "all-circuits-busy-now"];
        var wav = await Prompts.WavAsync(prompts.Length > 0 ? prompts : three);
        return [.. MemoryMarshal.Cast<byte, short>(wav.AsSpan(44)).ToArray().Select(sample => sample / 32768f)];
    }
}
