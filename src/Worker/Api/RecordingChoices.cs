using System.Globalization;
using Longhand.Recognition;
using Longhand.Recordings;

namespace Longhand.Api;

/// <summary>What whoever hands a recording in chooses for it; null leaves it to the worker.</summary>
/// <param name="Stream">Index in the container of the audio stream to transcribe.</param>
/// <param name="MaxSegment">Longest piece that may be sent.</param>
internal sealed record RecordingChoices(int? Stream, TimeSpan? MaxSegment)
{
    internal const string StreamParameter = "stream";

    internal const string MaxSegmentParameter = "max_segment";

    internal const string PriorityParameter = "priority";

    internal const string AgainParameter = "again";

    /// <summary>By what they are chosen in a query.</summary>
    internal static IReadOnlyList<string> Parameters { get; } =
        [StreamParameter, MaxSegmentParameter, PriorityParameter, AgainParameter];

    /// <summary>Recordings of the highest are started and sent first.</summary>
    public short Priority { get; init; }

    /// <summary>Whether it is to be transcribed even if a recording of the same content is here already.</summary>
    public bool Again { get; init; }

    public static RecordingChoices None { get; } = new(null, null);

    /// <returns>What is wrong with the query, or null.</returns>
    public static string? TryRead(IQueryCollection query, RecognitionOptions recognition, out RecordingChoices choices)
    {
        choices = None;
        if (query.TryGetValue(StreamParameter, out var index))
        {
            if (ReadStream(index.ToString()) is not { } stream)
                return $"{StreamParameter} is '{index}'; it is the index of one of the file's audio streams, a whole "
                    + $"number from 0 to {int.MaxValue}: give one of these, or leave it out for the default stream.";
            choices = choices with { Stream = stream };
        }

        if (query.TryGetValue(MaxSegmentParameter, out var length))
        {
            var longest = recognition.ProfileInUse().MaxSegment;
            var least = Recording.LeastMaxSegment;
            if (ReadSeconds(length.ToString()) is not { } wanted || wanted < least || wanted > longest)
                return $"{MaxSegmentParameter} is '{length}'; it is a number of seconds, at least {Text(least)} and "
                    + $"at most {Text(longest)}, which is what the model profile in use ({recognition.Profile}) "
                    + "allows: give one within these, or leave it out for the longest.";
            choices = choices with { MaxSegment = wanted };
        }

        if (query.TryGetValue(PriorityParameter, out var rank))
        {
            if (ReadPriority(rank.ToString()) is not { } priority)
                return $"{PriorityParameter} is '{rank}'; it is a whole number from {Recording.LowestPriority} to "
                    + $"{Recording.HighestPriority}, the highest first: give one of these, or leave it out for 0.";
            choices = choices with { Priority = priority };
        }

        if (query.TryGetValue(AgainParameter, out var wish))
        {
            if (!bool.TryParse(wish.ToString(), out var again))
                return $"{AgainParameter} is '{wish}'; it is true, to have a file transcribed again that is here already, or "
                    + "false: give one of these, or leave it out for false.";
            choices = choices with { Again = again };
        }

        return null;
    }

    /// <summary>Null where the text is no priority.</summary>
    public static short? ReadPriority(string text) =>
        short.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var priority)
            && priority is >= Recording.LowestPriority and <= Recording.HighestPriority
                ? priority
                : null;

    /// <summary>Null where the text is no stream's index.</summary>
    public static int? ReadStream(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : null;

    /// <summary>Null where the text is no number of seconds.</summary>
    public static TimeSpan? ReadSeconds(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
            && seconds <= TimeSpan.MaxValue.Ticks / TimeSpan.TicksPerSecond
                ? TimeSpan.FromTicks((long)(seconds * TimeSpan.TicksPerSecond))
                : null;

    /// <summary>Seconds as both doors write and read them.</summary>
    public static string Text(TimeSpan time) =>
        ((decimal)time.Ticks / TimeSpan.TicksPerSecond).ToString(CultureInfo.InvariantCulture);

    /// <summary>The query that asks for them; empty where nothing is chosen.</summary>
    public string ToQuery()
    {
        var query = QueryString.Empty;
        if (Stream is { } stream)
            query = query.Add(StreamParameter, stream.ToString(CultureInfo.InvariantCulture));
        if (MaxSegment is { } longest)
            query = query.Add(MaxSegmentParameter, Text(longest));
        if (Priority != 0)
            query = query.Add(PriorityParameter, Priority.ToString(CultureInfo.InvariantCulture));
        if (Again)
            query = query.Add(AgainParameter, "true");
        return query.ToString();
    }
}
