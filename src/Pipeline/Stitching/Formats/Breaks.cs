namespace Longhand.Stitching.Formats;

/// <summary>How much it hurts to stop reading behind a word, in percent of a caption more.</summary>
internal static class Breaks
{
    public static int Penalty(string word)
    {
        if (Sentences.EndsIn(word))
            return 0;
        return word[^1] is ',' or ';' or ':' or '，' or '、' or '；' or '：' or '—' or '–' ? 15 : 40;
    }
}
