using System.Runtime.InteropServices;

namespace Longhand.Support;

/// <summary>Makes recordings of real human speech whose words and times are known, as long as wanted, in any format.</summary>
public static class SpokenRecording
{
    /// <summary>Samples per second of everything here.</summary>
    public const int SampleRate = 16_000;

    // What of a prompt's own quiet is kept around its sound, where the pause has room for it: faint beginnings of words.
    private const int MarginSamples = SampleRate / 10;

    /// <summary>Writes the recording to <paramref name="path"/>, in the format of its extension, and tells what is said in it.</summary>
    /// <exception cref="InvalidOperationException">ffmpeg can't write that format; the message has its words.</exception>
    public static async Task<SpeechTruth> WriteAsync(string path, SpokenRecordingPlan plan, CancellationToken cancellationToken)
    {
        var prompts = await SpokenRecordingPrompts.AllAsync(cancellationToken);
        if (plan.LongestPauseInside is { } longest)
            prompts = [.. prompts.Select(prompt => prompt.WithPausesUpTo(longest))];
        var music = await SpokenRecordingMusic.BelowAsync(prompts, plan.MusicDecibels, plan.Seed, cancellationToken);
        await using var sink = SpokenRecordingSink.Open(path, plan.EncoderArguments);
        var truth = await WriteAsync(sink, plan, prompts, music, cancellationToken);
        await sink.FinishAsync(cancellationToken);
        return truth;
    }

    private static async Task<SpeechTruth> WriteAsync(
        SpokenRecordingSink sink,
        SpokenRecordingPlan plan,
        IReadOnlyList<SpokenRecordingPrompt> prompts,
        SpokenRecordingMusic music,
        CancellationToken cancellationToken)
    {
        var random = new Random(plan.Seed);
        var noise = SpokenRecordingNoise.At(plan.NoiseDecibels, plan.Seed);
        var wanted = (long)(plan.Length.TotalSeconds * SampleRate);
        var utterances = new List<SpeechTruthUtterance>();
        var deck = new Queue<SpokenRecordingPrompt>();
        var position = 0L;
        var pause = Pause(plan, random);
        while (position < wanted)
        {
            if (deck.Count == 0)
                deck = new(prompts.OrderBy(_ => random.Next()).ToList());
            var prompt = deck.Dequeue();
            var next = Pause(plan, random);
            var before = Math.Min(prompt.FirstVoicedSample, Math.Min(MarginSamples, pause / 2));
            var after = Math.Min(prompt.Samples.Length - prompt.LastVoicedSample, Math.Min(MarginSamples, next / 2));

            // The rest of the pause: the prompt before has taken its margin off it already.
            var block = new short[pause + (prompt.LastVoicedSample - prompt.FirstVoicedSample) + after];
            prompt.Samples.Span[(prompt.FirstVoicedSample - before)..(prompt.LastVoicedSample + after)].CopyTo(block.AsSpan(pause - before));
            utterances.Add(new(prompt.Text, position + pause, position + pause + prompt.LastVoicedSample - prompt.FirstVoicedSample));
            noise.AddTo(block, position);
            music.AddTo(block, position);
            await sink.WriteAsync(MemoryMarshal.AsBytes<short>(block).ToArray(), cancellationToken);
            position += block.Length;
            pause = next - after;
        }

        var end = new short[pause];
        noise.AddTo(end, position);
        music.AddTo(end, position);
        await sink.WriteAsync(MemoryMarshal.AsBytes<short>(end).ToArray(), cancellationToken);
        return new SpeechTruth(position + end.Length, utterances);
    }

    private static int Pause(SpokenRecordingPlan plan, Random random) =>
        (int)(SampleRate * (plan.ShortestPause + (random.NextDouble() * (plan.LongestPause - plan.ShortestPause))).TotalSeconds);
}
