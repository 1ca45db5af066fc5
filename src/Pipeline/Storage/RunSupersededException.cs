using Longhand.Recordings;

namespace Longhand.Storage;

/// <summary>Another run of the recording has begun, or it was ended; this one may not write any more.</summary>
public sealed class RunSupersededException(RecordingId id, int run)
    : Exception($"Run {run} of recording {id} was superseded; it stops without writing.");
