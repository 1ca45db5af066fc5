using System.Diagnostics.Metrics;

namespace Longhand.Recognition;

/// <summary>Counts calls as they are made: the meter <c>Longhand.Recognition</c>.</summary>
internal sealed class RecognitionMetrics
{
    public const string MeterName = "Longhand.Recognition";

    private readonly UpDownCounter<int> inFlight;
    private readonly Histogram<double> duration;

    public RecognitionMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        inFlight = meter.CreateUpDownCounter<int>(
            "longhand.speech.calls.in_flight", "{call}", "Calls of the speech API in flight.");
        duration = meter.CreateHistogram<double>(
            "longhand.speech.call.duration", "s", "How long calls of the speech API took, by outcome.");
    }

    public void Started() => inFlight.Add(1);

    /// <param name="elapsed">How long the call took.</param>
    /// <param name="reply">How it ended; null where it broke off.</param>
    public void Ended(TimeSpan elapsed, AsrReply? reply)
    {
        inFlight.Add(-1);
        duration.Record(elapsed.TotalSeconds, new KeyValuePair<string, object?>("outcome", reply switch
        {
            AsrReply.Answered => "Answered",
            AsrReply.Failed failed => failed.Outcome.ToString(),
            _ => "BrokenOff",
        }));
    }
}
