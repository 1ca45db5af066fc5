using System.Text;

namespace Longhand.Support;

/// <summary>How far a transcript is from what was said, counted in words after normalising (<see cref="WordErrorRateWords"/>).</summary>
/// <param name="Words">Words that were said.</param>
/// <param name="Substitutions">Words heard as others.</param>
/// <param name="Insertions">Words heard that nobody said.</param>
/// <param name="Deletions">Words said that were not heard.</param>
/// <param name="Differences">The errors in words, for a message.</param>
public sealed record WordErrorRate(int Words, int Substitutions, int Insertions, int Deletions, string Differences)
{
    /// <summary>Errors per word that was said; above 1 where more is wrong than was said.</summary>
    public double Rate => Words == 0 ? (Insertions == 0 ? 0 : 1) : (Substitutions + Insertions + Deletions) / (double)Words;

    public static WordErrorRate Of(string reference, string hypothesis)
    {
        var said = WordErrorRateWords.Of(reference);
        var heard = WordErrorRateWords.Of(hypothesis);
        var steps = WordErrorRateAlignment.Of(said, heard);
        return new WordErrorRate(
            said.Count,
            steps.Count(step => step is { Reference: not null, Hypothesis: not null, Equal: false }),
            steps.Count(step => step.Reference is null),
            steps.Count(step => step.Hypothesis is null),
            Describe(steps, said, heard));
    }

    public override string ToString() =>
        $"{Rate * 100:0.00} % of {Words} words ({Substitutions} substituted, {Insertions} inserted, {Deletions} deleted){(Differences == "" ? "" : ": ")}{Differences}";

    // Neighbouring errors are one difference: [said → heard].
    private static string Describe(IReadOnlyList<WordErrorRateStep> steps, IReadOnlyList<string> said, IReadOnlyList<string> heard)
    {
        var text = new StringBuilder();
        for (var i = 0; i < steps.Count; i++)
        {
            if (steps[i].Equal)
                continue;
            var run = steps.Skip(i).TakeWhile(step => !step.Equal).ToList();
            text.Append(text.Length == 0 ? "[" : " [")
                .AppendJoin(' ', run.Where(step => step.Reference is not null).Select(step => said[step.Reference!.Value]))
                .Append(" → ")
                .AppendJoin(' ', run.Where(step => step.Hypothesis is not null).Select(step => heard[step.Hypothesis!.Value]))
                .Append(']');
            i += run.Count - 1;
        }

        return text.ToString();
    }
}
