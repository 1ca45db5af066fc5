namespace Longhand.Support;

/// <summary>How well the start of one prompt was told.</summary>
/// <param name="Truth">The prompt.</param>
/// <param name="Heard">Where the transcript's utterance that holds the prompt's first words starts; null where none of them was heard.</param>
/// <param name="Opens">That utterance begins with this prompt, not with words of one before it.</param>
public sealed record SpeechTruthStart(SpeechTruthUtterance Truth, TimeSpan? Heard, bool Opens)
{
    /// <summary>Positive where the transcript is late; null where the prompt was not heard.</summary>
    public TimeSpan? Error => Heard - Truth.Start;

    public override string ToString() => $"{Truth.Start:hh\\:mm\\:ss\\.fff} {Error?.TotalSeconds:+0.000;-0.000;0.000} s{(Opens ? "" : " (joined)")} {Truth.Text}";
}
