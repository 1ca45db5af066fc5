using Longhand.Recordings;

namespace Longhand.Stitching;

/// <summary>A word of a segment with the time it was most likely said at.</summary>
/// <param name="utterance">Index of its utterance within the segment.</param>
/// <param name="word">The word in that utterance's text.</param>
/// <param name="range">Its time, in proportion to its length within the utterance.</param>
/// <param name="timing">How the utterance's own time came about.</param>
/// <param name="fromEdge">Samples to the nearer border of its utterance: the farther, the less sure the time.</param>
internal sealed class TimedWord(int utterance, Word word, SampleRange range, UtteranceTiming timing, long fromEdge)
{
    public int Utterance => utterance;

    public Word Word => word;

    public SampleRange Range => range;

    public UtteranceTiming Timing => timing;

    public long FromEdge => fromEdge;

    /// <summary>Equal for two hearings of one word.</summary>
    public string Normal { get; } = SpokenNumber.InDigits(word.Normal);

    public long Middle => (range.Start + range.End) / 2;

    /// <summary>It only repeats, at the end of its answer, what stands in front of it again and again.</summary>
    public bool Repeated { get; init; }

    /// <summary>Set where another hearing of the word stands for it.</summary>
    public bool Dropped { get; set; }
}
