using Longhand.Recordings;

namespace Longhand.Media;

/// <summary>How a decode went, as far as numbers tell.</summary>
internal sealed record DecodeEnd(
    AudioDescription Audio, ChannelMix Mix, long Samples, int ExitCode, IReadOnlyList<string> Arguments);
