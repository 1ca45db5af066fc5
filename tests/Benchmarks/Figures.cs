namespace Longhand.Benchmarks;

/// <summary>Writes what was measured, a line a figure, and remembers whether the goals were met.</summary>
internal sealed class Figures(TextWriter output)
{
    public bool AllGoalsMet { get; private set; } = true;

    public void Tell(string name, double value, string unit) => output.WriteLine($"{name} = {value:0.###} {unit}");

    /// <summary>What explains a figure.</summary>
    public void Remark(string text) => output.WriteLine($"# {text}");

    public void AtMost(string name, double value, string unit, double goal)
    {
        output.WriteLine($"{name} = {value:0.###} {unit} (goal ≤ {goal:0.###}{(value <= goal ? "" : ", missed")})");
        AllGoalsMet &= value <= goal;
    }
}
