using System.Text.Json.Serialization;
using Longhand.Recordings;
using Longhand.Storage;

namespace Longhand.Api;

/// <summary>A recording as the API shows it.</summary>
public sealed record RecordingView
{
    public required Guid Id { get; init; }

    /// <summary>The file's name as it was handed in.</summary>
    public required string Name { get; init; }

    /// <summary>The door it came in by: api or folder.</summary>
    public required string Door { get; init; }

    /// <summary>queued, splitting, recognizing, stitching, paused, completed, completed_with_gaps, failed or cancelled.</summary>
    public required string Status { get; init; }

    /// <summary>Whether somebody paused it, so that it waits until somebody resumes it.</summary>
    public required bool Held { get; init; }

    /// <summary>Whether it goes no further by itself.</summary>
    public required bool Final { get; init; }

    public required ProgressView Progress { get; init; }

    public required CoverageView Coverage { get; init; }

    /// <summary>Segments cut so far.</summary>
    public required int Segments { get; init; }

    /// <summary>Requests made to the speech API.</summary>
    public required int Calls { get; init; }

    public required CostView Cost { get; init; }

    /// <summary>Failed attempts; interruptions do not count.</summary>
    public required int Attempts { get; init; }

    /// <summary>The node that runs it, while it runs.</summary>
    public required string? Node { get; init; }

    /// <summary>Container and codec in words.</summary>
    public required string? Media { get; init; }

    public required long SizeBytes { get; init; }

    /// <summary>Index in the container of the audio stream that was asked for; not there where none was.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Stream { get; init; }

    /// <summary>The longest segment that was asked for, in seconds; not there where none was.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? MaxSegment { get; init; }

    /// <summary>Recordings of the highest are started and sent first, from -100 to 100.</summary>
    public required int Priority { get; init; }

    /// <summary>What the reader of the transcript must know of the audio, a sentence each.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>The last failure: the fact and the way out.</summary>
    public required string? Error { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset? StartedAt { get; init; }

    public required DateTimeOffset? FinishedAt { get; init; }

    public required RecordingLinks Links { get; init; }

    internal static RecordingView From(RecordingSummary recording, SpeechPrice? price) => new()
    {
        Id = recording.Id.Value,
        Name = recording.Name,
        Door = SnakeCase.Of(recording.Door),
        Status = recording.Status.ToText(),
        Held = recording.Held,
        Final = recording.Status.IsFinal(),
        Progress = ProgressView.From(recording),
        Coverage = CoverageView.From(recording),
        Segments = recording.Segments,
        Calls = recording.Calls,
        Cost = CostView.From(recording, price),
        Attempts = recording.Attempts,
        Node = recording.Node,
        Media = recording.Media,
        SizeBytes = recording.SizeBytes,
        Stream = recording.AudioStream,
        MaxSegment = recording.MaxSegmentSamples is { } samples ? AudioClock.ToSeconds(samples) : null,
        Priority = recording.Priority,
        Notes = recording.Notes,
        Error = recording.Error,
        CreatedAt = recording.CreatedAt,
        StartedAt = recording.StartedAt,
        FinishedAt = recording.FinishedAt,
        Links = RecordingLinks.Of(recording.Id),
    };
}
