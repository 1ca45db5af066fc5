using Longhand.Api;

namespace Longhand.Cli;

/// <summary>What a worker answered a submission with.</summary>
/// <param name="Recording">The file's recording.</param>
/// <param name="IsNew">Whether it was made for it; else the worker had one of the same content.</param>
internal sealed record Submitted(RecordingView Recording, bool IsNew);
