namespace Longhand.Benchmarks;

/// <summary>The benchmarks by name.</summary>
internal static class Benchmark
{
    public static IReadOnlyDictionary<string, Func<Figures, CancellationToken, Task>> All { get; } =
        new Dictionary<string, Func<Figures, CancellationToken, Task>>(StringComparer.Ordinal)
        {
            ["main"] = MainBenchmark.RunAsync,
            ["splitting"] = SplittingBenchmark.RunAsync,
            ["speech-api"] = SpeechApiBenchmark.RunAsync,
            ["chaos"] = ChaosBenchmark.RunAsync,
            ["chaos-kills"] = ChaosBenchmark.MeasureKillsAsync,
            ["chaos-stops"] = ChaosBenchmark.MeasureStopsAsync,
            ["chaos-outages"] = ChaosBenchmark.MeasureOutagesAsync,
            ["chaos-steps"] = ChaosBenchmark.MeasureStepsAsync,
            ["chaos-speech-server"] = ChaosBenchmark.MeasureSpeechServerAsync,
        };
}
