namespace Longhand.Stitching;

/// <summary>Words in a row that two hearings have in common.</summary>
/// <param name="Left">Index of its first word in the earlier hearing.</param>
/// <param name="Right">Index of its first word in the later one.</param>
/// <param name="Length">Words.</param>
internal readonly record struct CommonRun(int Left, int Right, int Length)
{
    public int LeftEnd => Left + Length;

    public int RightEnd => Right + Length;
}
