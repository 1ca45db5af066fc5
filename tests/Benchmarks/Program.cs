using Longhand.Benchmarks;

using var interrupted = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    interrupted.Cancel();
};

if (args is not [var name, ..] || !Benchmark.All.TryGetValue(name, out var benchmark))
{
    await Console.Error.WriteLineAsync($"Name one of: {string.Join(", ", Benchmark.All.Keys)}.");
    return 2;
}

var figures = new Figures(Console.Out);
await benchmark(figures, interrupted.Token);
return figures.AllGoalsMet ? 0 : 1;
