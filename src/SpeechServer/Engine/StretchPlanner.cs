using Longhand.SherpaOnnx;

namespace Longhand.SpeechServer.Engine;

/// <summary>Lays out what is decoded at once: phrases as they were spoken, none longer than the model can bear.</summary>
internal sealed class StretchPlanner(TimeSpan joinGap, TimeSpan longest)
{
    private const int Padding = MoonshineRecognizer.SampleRate / 10;

    // A piece must be long enough to be heard in context, on both sides of a cut.
    private const int ShortestPiece = 2 * MoonshineRecognizer.SampleRate;

    private readonly int joinSamples = SamplesIn(joinGap);
    private readonly int longestSamples = SamplesIn(longest);

    public IReadOnlyList<Stretch> Plan(IReadOnlyList<VoicedRange> voiced, ReadOnlySpan<float> samples)
    {
        var speech = new List<VoicedRange>();
        foreach (var range in WithOnsets(Joined(voiced, maxGap: 0, maxLength: long.MaxValue), samples))
            AddPieces(range, samples, speech);
        speech = Joined(speech, joinSamples, longestSamples);

        var stretches = new List<Stretch>(speech.Count);
        for (var index = 0; index < speech.Count; index++)
        {
            // Never into the neighbour's speech: it would be heard, and written, twice.
            var floor = index == 0 ? 0 : speech[index - 1].End;
            var ceiling = index == speech.Count - 1 ? samples.Length : speech[index + 1].Start;
            var heard = new VoicedRange(
                Math.Max(floor, speech[index].Start - Padding), Math.Min(ceiling, speech[index].End + Padding));
            stretches.Add(new Stretch(speech[index], heard));
        }

        return stretches;
    }

    private static List<VoicedRange> WithOnsets(List<VoicedRange> ranges, ReadOnlySpan<float> samples)
    {
        var noise = SpeechOnset.NoiseDecibels(samples);
        var widened = new List<VoicedRange>(ranges.Count);
        foreach (var range in ranges)
        {
            var earliest = widened.Count == 0 ? 0 : widened[^1].End;
            widened.Add(range with { Start = SpeechOnset.Find(range, earliest, samples, noise) });
        }

        return widened;
    }

    private void AddPieces(VoicedRange range, ReadOnlySpan<float> samples, List<VoicedRange> pieces)
    {
        while (range.Length > longestSamples)
        {
            var earliest = range.Start + (longestSamples / 3);
            var latest = range.Start + Math.Min(longestSamples, range.Length - ShortestPiece);
            var cut = earliest + QuietestPlace.In(samples[(int)earliest..(int)latest]);
            pieces.Add(range with { End = cut });
            range = range with { Start = cut };
        }

        pieces.Add(range);
    }

    private static List<VoicedRange> Joined(IReadOnlyList<VoicedRange> ranges, long maxGap, long maxLength)
    {
        var joined = new List<VoicedRange>();
        foreach (var range in ranges)
        {
            if (joined.Count > 0 && range.Start - joined[^1].End <= maxGap && range.End - joined[^1].Start <= maxLength)
                joined[^1] = joined[^1] with { End = range.End };
            else
                joined.Add(range);
        }

        return joined;
    }

    private static int SamplesIn(TimeSpan duration) => (int)(duration.TotalSeconds * MoonshineRecognizer.SampleRate);
}
