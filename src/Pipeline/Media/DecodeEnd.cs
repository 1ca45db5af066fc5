using Longhand.Recordings;

namespace Longhand.Media;

/// <summary>How a decode went, as far as numbers tell.</summary>
/// <param name="Audio">What was decoded.</param>
/// <param name="Mix">How its channels became one.</param>
/// <param name="Samples">What came out, silence for holes included.</param>
/// <param name="ExitCode">Of the program.</param>
/// <param name="Arguments">Of the program.</param>
internal sealed record DecodeEnd(
    AudioDescription Audio, ChannelMix Mix, long Samples, int ExitCode, IReadOnlyList<string> Arguments)
{
    /// <summary>What could not be read and was gone on behind; silence stands there.</summary>
    public IReadOnlyList<DecodeHole> Holes { get; init; } = [];

    /// <summary>Sound that was decoded and found no place on the timeline.</summary>
    public TimeSpan Left { get; init; }

    /// <summary>The file lacks the mark that its kind ends with.</summary>
    public bool EndMarkMissing { get; init; }
}
