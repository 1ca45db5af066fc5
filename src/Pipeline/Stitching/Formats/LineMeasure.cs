using System.Globalization;
using System.Text;

namespace Longhand.Stitching.Formats;

/// <summary>How wide words are in caption lines; measured once, since a plan tries many ways to break them.</summary>
internal sealed class LineMeasure
{
    private readonly int[] _ends;

    private readonly int[] _starts;

    public LineMeasure(IReadOnlyList<Word> words)
    {
        _starts = new int[words.Count];
        _ends = new int[words.Count];
        var at = 0;
        for (var i = 0; i < words.Count; i++)
        {
            _starts[i] = at + (words[i].Spaced ? CaptionRules.LetterWidth : 0);
            at = _ends[i] = _starts[i] + Of(words[i]);
        }
    }

    /// <summary>Of the words <c>[start, end)</c> on one line.</summary>
    public int Width(int start, int end) => end > start ? _ends[end - 1] - _starts[start] : 0;

    public bool FitLine(int start, int end) => Width(start, end) <= CaptionRules.LineWidth;

    /// <summary>Whether the words <c>[start, end)</c> fit one caption.</summary>
    public bool FitCaption(int start, int end)
    {
        var second = start + 1;
        while (second < end && FitLine(start, second + 1))
            second++;
        return FitLine(start, second) && FitLine(second, end);
    }

    public static int Of(Word word)
    {
        var width = 0;
        for (var at = 0; at < word.Text.Length; at += StringInfo.GetNextTextElementLength(word.Text, at))
            width += At(word.Text, at);
        return width;
    }

    /// <summary>Of the character that starts there.</summary>
    public static int At(string text, int index)
    {
        Rune.DecodeFromUtf16(text.AsSpan(index), out var rune, out _);
        return Scripts.IsWide(rune) ? CaptionRules.WideWidth : CaptionRules.LetterWidth;
    }
}
