using Longhand.Recordings;
using Longhand.Storage;

namespace Longhand.Dashboard;

/// <summary>How far a recording has come, in words that are true.</summary>
internal static class Progress
{
    /// <summary><c>42:15 of 1:00:00</c>; the length alone once all is done; no total where nobody knows it yet.</summary>
    public static string Of(RecordingSummary recording)
    {
        if (recording.DoneSamples == 0 && recording.Status.IsFinal())
            return "nothing transcribed";
        if (!IsTotalKnown(recording))
            return recording.SplitSamples == 0 ? "not started" : $"{PlayTime.Of(recording.DoneSamples)} so far";
        return recording.DecodedSamples == recording.DoneSamples
            ? PlayTime.Of(recording.TotalSamples)
            : $"{PlayTime.Of(recording.DoneSamples)} of {PlayTime.Of(recording.TotalSamples)}";
    }

    public static bool IsTotalKnown(RecordingSummary recording) =>
        (recording.DecodedSamples ?? recording.DeclaredSamples) is > 0;
}
