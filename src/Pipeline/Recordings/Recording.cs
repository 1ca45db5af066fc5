namespace Longhand.Recordings;

/// <summary>One recording and how far it has come. Rows change by guarded updates alone (<c>RecordingRun</c>).</summary>
public sealed class Recording
{
    /// <summary>The least that may be asked for as its longest segment.</summary>
    public static readonly TimeSpan LeastMaxSegment = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The longest pause that is believed at once; what is told of a further future is believed again tomorrow.
    /// </summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromDays(1);

    public const short LowestPriority = -100;

    public const short HighestPriority = 100;

    public required RecordingId Id { get; init; }

    /// <summary>The file's name as it was handed in, without folders.</summary>
    public required string Name { get; init; }

    public required RecordingDoor Door { get; init; }

    /// <summary>Where it was taken from, for the doors that have such a place.</summary>
    public string? Source { get; init; }

    /// <summary>SHA-256 of the file.</summary>
    public required byte[] ContentHash { get; init; }

    public required long SizeBytes { get; init; }

    /// <summary>Its name in the audio store; null once the audio was removed.</summary>
    public string? AudioKey { get; init; }

    /// <summary>Index in the container of the audio stream that was asked for; null for the default one.</summary>
    public int? AudioStream { get; init; }

    /// <summary>The longest segment that was asked for, in samples; null for what the model profile allows.</summary>
    public long? MaxSegmentSamples { get; init; }

    /// <summary>Which recordings are started and sent first, from -100 to 100; those of the highest.</summary>
    public short Priority { get; init; }

    public RecordingStatus Status { get; init; }

    /// <summary>Number of the run that may write; every start takes a new one.</summary>
    public int Run { get; init; }

    /// <summary>Starts since the last orderly end or stored answer: a count that grows means the recording kills its process.</summary>
    public int Starts { get; init; }

    /// <summary>Failed attempts since the last stored answer; interruptions do not count.</summary>
    public int Attempts { get; init; }

    /// <summary>The node that runs it, while it runs.</summary>
    public string? Node { get; init; }

    /// <summary>Container and codec in words, once probed.</summary>
    public string? Media { get; init; }

    /// <summary>The container's own idea of the length, in samples at 16 kHz; for progress alone.</summary>
    public long? DeclaredSamples { get; init; }

    /// <summary>The true length, once decoded to the end.</summary>
    public long? DecodedSamples { get; init; }

    /// <summary>What the reader of the transcript must know of the audio, a sentence each.</summary>
    public string[] Notes { get; init; } = [];

    /// <summary>The last failure: the fact and the way out.</summary>
    public string? Error { get; init; }

    /// <summary>When a pause ends by itself; null where it is not known, or where there is no pause.</summary>
    public DateTimeOffset? PausedUntil { get; init; }

    /// <summary>Somebody paused it: it stays so until somebody resumes it.</summary>
    public bool Held { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its first run started.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }
}
