namespace Longhand.Recordings;

/// <summary>What the speech API said of one segment, as it said it: times are seconds within the file that was sent.</summary>
/// <param name="Text">The whole text; empty where it heard nothing.</param>
/// <param name="Utterances">Its timed parts, or null where the model gives none.</param>
/// <param name="TaskId">The API's own id of the call, for its support.</param>
/// <param name="RequestId">Our id of the call.</param>
/// <param name="Model">The model that answered, where it says so.</param>
public sealed record SpeechAnswer(
    string Text,
    IReadOnlyList<AnsweredUtterance>? Utterances,
    string? TaskId,
    string? RequestId,
    string? Model);
