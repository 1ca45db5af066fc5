using System.Globalization;
using Longhand.Api;

namespace Longhand.Cli;

/// <summary>The queue in words for a terminal.</summary>
internal static class QueueText
{
    public static string Of(QueueView queue) => string.Join('\n', Lines(queue));

    private static IEnumerable<string> Lines(QueueView queue)
    {
        var calls = queue.Calls;
        yield return Line($"recordings: {queue.Running} running, {queue.Waiting} waiting");
        yield return queue.LiveNodes.Count == 0 ? "workers: none" : $"workers: {string.Join(", ", queue.LiveNodes)}";
        yield return Line(
            $"calls: {calls.InFlight} in flight of {calls.Limit} (at most {calls.Ceiling}), {calls.Waiting} waiting");
        if (queue.Pause is not { } pause)
            yield break;
        yield return Line($"paused since {Minute(pause.Since)}: {pause.Reason}");
        yield return Line($"tried again {Minute(pause.Until)}, or at once with 'longhand resume'");
    }

    private static FormattableString Minute(DateTimeOffset instant) => $"{instant.ToLocalTime():yyyy-MM-dd HH:mm}";

    private static string Line(FormattableString line) => line.ToString(CultureInfo.InvariantCulture);
}
