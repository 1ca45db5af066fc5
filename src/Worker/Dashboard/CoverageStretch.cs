using Longhand.Recordings;

namespace Longhand.Dashboard;

/// <summary>Neighbouring columns of the coverage bar that show the same.</summary>
public sealed record CoverageStretch(int Start, int Columns, SegmentState State);
