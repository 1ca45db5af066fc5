using Longhand.Recordings;

namespace Longhand.Storage;

/// <summary>A recording as lists and progress show it; sums are samples at 16 kHz.</summary>
public sealed record RecordingSummary
{
    public required RecordingId Id { get; init; }

    public required string Name { get; init; }

    public required RecordingDoor Door { get; init; }

    public required RecordingStatus Status { get; init; }

    /// <summary>Somebody paused it: it stays so until somebody resumes it.</summary>
    public bool Held { get; init; }

    /// <summary>Its audio is still there.</summary>
    public bool HasAudio { get; init; }

    public required string? Media { get; init; }

    public required long SizeBytes { get; init; }

    /// <summary>The audio stream that was asked for; null for the default one.</summary>
    public required int? AudioStream { get; init; }

    /// <summary>The longest segment that was asked for; null for what the model profile allows.</summary>
    public required long? MaxSegmentSamples { get; init; }

    /// <summary>Which recordings are started and sent first; those of the highest.</summary>
    public short Priority { get; init; }

    /// <summary>The container's idea of the length; a hint.</summary>
    public required long? DeclaredSamples { get; init; }

    /// <summary>The true length, once decoded to the end.</summary>
    public required long? DecodedSamples { get; init; }

    /// <summary>How far the splitter has come.</summary>
    public required long SplitSamples { get; init; }

    public required long TranscribedSamples { get; init; }

    public required long SilentSamples { get; init; }

    public required long GapSamples { get; init; }

    public required int Segments { get; init; }

    /// <summary>Requests made to the speech API.</summary>
    public required int Calls { get; init; }

    /// <summary>Samples sent with them.</summary>
    public required long SentSamples { get; init; }

    /// <summary>Those among them that had been sent before.</summary>
    public required long ResentSamples { get; init; }

    public required string[] Notes { get; init; }

    public required string? Error { get; init; }

    public required int Attempts { get; init; }

    public required string? Node { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset? StartedAt { get; init; }

    public required DateTimeOffset? FinishedAt { get; init; }

    /// <summary>The best known length: decoded, else declared, else what is split so far.</summary>
    public long TotalSamples => DecodedSamples ?? Math.Max(DeclaredSamples ?? 0, SplitSamples);

    /// <summary>What is accounted for: transcribed, silent or lost.</summary>
    public long DoneSamples => TranscribedSamples + SilentSamples + GapSamples;
}
