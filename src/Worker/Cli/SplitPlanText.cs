using System.Globalization;
using Longhand.Recordings;

namespace Longhand.Cli;

/// <summary>A plan for people to read: one line a segment, then what it comes to.</summary>
internal static class SplitPlanText
{
    public static IEnumerable<string> Lines(SplitPlan plan)
    {
        foreach (var (number, segment) in plan.Segments.Index())
            yield return Line(number + 1, segment);
        yield return "";
        foreach (var line in Summary(plan))
            yield return line;
    }

    /// <summary>What it comes to.</summary>
    public static IEnumerable<string> Summary(SplitPlan plan)
    {
        yield return Sum(plan);
        yield return ToSend([plan]);
        foreach (var note in plan.Notes)
            yield return $"Note: {note}";
    }

    /// <summary>What would be sent, and its cost.</summary>
    public static string ToSend(IReadOnlyList<SplitPlan> plans)
    {
        var estimate = plans.All(plan => plan.Estimate is not null) && plans[0].Currency is { } currency
            ? $"about {MoneyText.Of(plans.Sum(plan => plan.Estimate!.Value), currency)}"
            : "cost unknown, since the model profile tells no PricePerHour";
        var (calls, seconds) = (plans.Sum(plan => plan.Calls), plans.Sum(plan => plan.SentSeconds));
        return string.Create(
            CultureInfo.InvariantCulture, $"{ProgressText.Calls(calls)} with {seconds:0.0##} s of audio: {estimate}.");
    }

    private static string Line(int number, SplitPlanSegment segment) => string.Create(
        CultureInfo.InvariantCulture,
        $"{number,5}  {At(segment.Start)}  {At(segment.End)}  {AudioClock.ToSeconds(segment.End - segment.Start),8:0.000} s  {Words(segment)}");

    private static string Words(SplitPlanSegment segment) => segment switch
    {
        { Kind: SplitPlanSegment.Silent } => "silent, not sent",
        { Forced: true } => string.Create(
            CultureInfo.InvariantCulture,
            $"speech; no pause at its end ({segment.Confidence:0.0} dB): {AudioClock.ToSeconds(segment.Overlap):0.0#} s overlap"),
        _ => "speech",
    };

    private static string Sum(SplitPlan plan)
    {
        var sent = plan.Segments.Where(segment => segment.Kind == SplitPlanSegment.Speech).ToList();
        var samples = sent.Sum(segment => segment.End + segment.Overlap - segment.Start);
        return $"{At(plan.Samples)} in {plan.Segments.Count} segments: {sent.Count} to send ({At(samples)}, "
            + $"{sent.Count(segment => segment.Forced)} cut where there is no pause), "
            + $"{plan.Segments.Count - sent.Count} silent. "
            + (plan.Complete ? "Decoded completely." : "Not decoded completely: see the notes.");
    }

    private static string At(long samples) => AudioClock.ToExactText(AudioClock.ToTime(samples));
}
