namespace Longhand.Stitching.Formats;

/// <summary>
/// The usual rules of captioning. Widths are in units, so that lines of mixed scripts have one measure.
/// </summary>
internal static class CaptionRules
{
    /// <summary>42 letters or 16 wide characters.</summary>
    public const int LineWidth = 42 * LetterWidth;

    public const int LetterWidth = 8;

    public const int WideWidth = 21;

    public const int Lines = 2;

    /// <summary>17 letters a second are read without haste.</summary>
    public const int WidthPerSecond = 17 * LetterWidth;

    public const long ShortestMilliseconds = 800;

    public const long LongestMilliseconds = 7_000;
}
