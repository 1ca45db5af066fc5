namespace Longhand.Support.Chaos;

/// <summary>A recording as its row and its utterances tell it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its file's name.</param>
/// <param name="Status">How it stands.</param>
/// <param name="Attempts">Attempts that it has spent.</param>
/// <param name="Starts">Starts that ended without a word.</param>
/// <param name="Error">What went wrong last.</param>
/// <param name="Utterances">What it says, each with its place on the timeline.</param>
public sealed record ChaosRecording(
    Guid Id, string Name, string Status, int Attempts, int Starts, string Error, IReadOnlyList<string> Utterances)
{
    public bool IsFinal => Status is "completed" or "completed_with_gaps" or "failed" or "cancelled";

    public override string ToString() =>
        $"{Name} ({Id}): {Status}, {Attempts} attempts, {Starts} starts, {Utterances.Count} utterances {Error}";
}
