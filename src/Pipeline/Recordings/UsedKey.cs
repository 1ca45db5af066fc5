namespace Longhand.Recordings;

/// <summary>A key under which a recording was handed in.</summary>
public sealed class UsedKey
{
    public required string Key { get; init; }

    /// <summary>SHA-256 of the content's hash and of all that was chosen for it.</summary>
    public required byte[] RequestHash { get; init; }

    /// <summary>What the request was answered with.</summary>
    public required RecordingId RecordingId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}
