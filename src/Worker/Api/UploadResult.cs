using Longhand.Recordings;

namespace Longhand.Api;

/// <summary>Whether a request holds a file.</summary>
internal abstract record UploadResult
{
    private UploadResult()
    {
    }

    /// <summary>It does; the content is read from the network as it is asked for.</summary>
    public sealed record Opened(string Name, Stream Content) : UploadResult
    {
        /// <summary>What is chosen for the recording beside the file.</summary>
        public RecordingChoices Choices { get; init; } = RecordingChoices.None;

        /// <summary>The client's name for its request, where it gave one.</summary>
        public IdempotencyKey? Key { get; init; }
    }

    /// <summary>It does not; the reason says what would do.</summary>
    public sealed record Refused(int Status, string Reason) : UploadResult;
}
