using Longhand.Recordings;
using Longhand.Stitching;
using static Longhand.Tests.Stitching.Speech;

namespace Longhand.Tests.Stitching;

/// <summary>Running speech, cut where no pause is, and heard by two who both make mistakes.</summary>
internal sealed class ForcedCut
{
    private const double Length = 40;
    private const double CutAt = 20;
    private const double Overlap = 1.5;

    private static readonly string[] _common = ["the", "a", "I", "you", "to", "and", "it", "is", "that", "we", "no", "so"];

    private readonly Random _random;
    private readonly double _wordError;
    private readonly double _jitter;

    public ForcedCut(int seed, double wordError, double jitter, bool timed)
    {
        (_random, _wordError, _jitter) = (new Random(seed), wordError, jitter);
        var at = 0.0;
        while (at < Length - 1)
        {
            var word = _random.Next(3) == 0 ? _common[_random.Next(_common.Length)] : Invent();
            var length = (0.08 + (0.055 * word.Length)) * (0.7 + (0.6 * _random.NextDouble()));
            Truth.Add((at, at + length, word));
            at += length + (_random.Next(9) == 0 ? 0.25 + _random.NextDouble() : 0.02);
        }
        Segments =
        [
            Hear(Cut(0, CutAt, Overlap), timed),
            Hear(Cut(CutAt, Length), timed),
        ];
    }

    public List<(double Start, double End, string Word)> Truth { get; } = [];

    public IReadOnlyList<AnsweredSegment> Segments { get; }

    public static IEnumerable<string> Hearings(int index, string word) =>
        [word, Misheard(index, Cut(0, CutAt, Overlap)), Misheard(index, Cut(CutAt, Length))];

    /// <summary>Only such words can be told from each other in the result.</summary>
    public static bool OccursOnce(string word) => !_common.Contains(word);

    private static string Misheard(int index, CutSegment cut) =>
        $"zz{(cut.Forced ? 'l' : 'r')}{(char)('a' + (index / 26))}{(char)('a' + (index % 26))}";

    private string Invent() =>
        string.Concat(Enumerable.Range(0, _random.Next(3, 9)).Select(_ => (char)('b' + _random.Next(20))));

    private AnsweredSegment Hear(CutSegment cut, bool timed)
    {
        var (from, to) = (AudioClock.ToSeconds(cut.Sent.Start), AudioClock.ToSeconds(cut.Sent.End));
        var parts = new List<(double Start, double End, string Text)>();
        var last = double.NegativeInfinity;
        for (var index = 0; index < Truth.Count; index++)
        {
            var (start, end, word) = Truth[index];
            if (end <= from || start >= to)
                continue;
            var heard = start < from || end > to || _random.NextDouble() < _wordError ? Misheard(index, cut) : word;
            if (start - last > 0.2)
                parts.Add((Shake(start - from), Shake(end - from), heard));
            else
                parts[^1] = (parts[^1].Start, Shake(end - from), $"{parts[^1].Text} {heard}");
            last = end;
        }
        var answer = timed ? Timed([.. parts]) : Text(string.Join(". ", parts.Select(part => part.Text)));
        var voiced = parts.Select(part => (Math.Max(part.Start, 0), part.End)).ToArray();
        return new AnsweredSegment(
            cut with { Voiced = [.. voiced.Select(v => Range(v.Item1, Math.Min(v.End, to - from)))] }, answer);
    }

    private double Shake(double seconds) => seconds + (_jitter * ((2 * _random.NextDouble()) - 1));
}
