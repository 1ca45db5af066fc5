namespace Longhand.Support;

/// <summary>One prompt in a recording, in samples at 16 kHz from the recording's start.</summary>
/// <param name="Text">What is said, as the prompt's own documentation has it.</param>
/// <param name="FirstVoicedSample">Where its sound begins.</param>
/// <param name="LastVoicedSample">Where its sound ends.</param>
public sealed record SpeechTruthUtterance(string Text, long FirstVoicedSample, long LastVoicedSample)
{
    public TimeSpan Start => TimeSpan.FromSeconds(FirstVoicedSample / (double)SpokenRecording.SampleRate);

    public TimeSpan End => TimeSpan.FromSeconds(LastVoicedSample / (double)SpokenRecording.SampleRate);
}
