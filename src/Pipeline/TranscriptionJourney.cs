using Longhand.Recordings;

namespace Longhand;

/// <summary>One recording's way from file to transcript.</summary>
public sealed class TranscriptionJourney(TimeProvider clock)
{
    /// <summary>Takes the recording up where its rows say it stands, and brings it to an end.</summary>
    /// <exception cref="OperationCanceledException">Interrupted: the recording waits to be taken up again.</exception>
    /// <exception cref="Exception">Anything else is to be tried again later by the job engine.</exception>
    public Task RunAsync(RecordingId id, string node, CancellationToken cancellationToken) =>
        Task.Delay(TimeSpan.Zero, clock, cancellationToken);
}
