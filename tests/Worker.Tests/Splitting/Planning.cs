using Longhand.Recordings;
using Longhand.Splitting;

namespace Longhand.Tests.Splitting;

/// <summary>Runs a planner over frames handed to it in pieces.</summary>
internal static class Planning
{
    public static List<CutSegment> Plan(
        FramePower[] frames, long samples, double maxSeconds, SplittingOptions? options = null, IReadOnlyList<CutSegment>? stored = null, int chunk = int.MaxValue)
    {
        options ??= new SplittingOptions();
        using var gate = new SilenceGate(options);
        var planner = new CutPlanner(SplitLimits.For(TimeSpan.FromSeconds(maxSeconds), options), options, gate, stored ?? []);
        var cuts = new List<CutSegment>();
        for (var at = 0; at < frames.Length;)
        {
            var take = Math.Min(chunk, frames.Length - at);
            planner.Append([], frames.AsSpan(at, take));
            at += take;
            Drain();
        }

        planner.Complete(samples);
        Drain();
        return cuts;

        void Drain()
        {
            while (planner.Next() is { } cut)
            {
                cuts.Add(cut);
                planner.KeepFrom.ShouldBeGreaterThanOrEqualTo(cut.Owned.End);
            }
        }
    }

    /// <summary>All that two plans can differ in, as text.</summary>
    public static IReadOnlyList<string> Facts(IEnumerable<CutSegment> cuts) =>
        [.. cuts.Select(cut => $"{cut with { Voiced = [] }} {string.Join(",", cut.Voiced)}")];
}
