namespace Longhand.Media;

/// <summary>What can be read of a damaged Ogg file.</summary>
/// <param name="HeaderBytes">How long its headers are, without which nothing of it can be decoded.</param>
/// <param name="Runs">Its parts without damage, in order.</param>
internal sealed record OggLayout(int HeaderBytes, IReadOnlyList<OggRun> Runs);
