namespace Longhand.Media;

/// <summary>A part of an Ogg file without damage.</summary>
/// <param name="From">Its first byte.</param>
/// <param name="To">The byte behind its last.</param>
/// <param name="Start">About when its sound starts.</param>
/// <param name="End">When its sound ends.</param>
internal sealed record OggRun(long From, long To, TimeSpan Start, TimeSpan End);
