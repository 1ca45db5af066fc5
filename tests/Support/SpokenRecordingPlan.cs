namespace Longhand.Support;

/// <summary>What a recording is to be like; the same plan gives the same samples.</summary>
public sealed record SpokenRecordingPlan
{
    /// <summary>At least this long: it ends with the pause after the prompt that reaches it.</summary>
    public required TimeSpan Length { get; init; }

    /// <summary>Chooses the prompts, their order and the pauses.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>From the end of one prompt's sound to the start of the next one's.</summary>
    /// <remarks>Below 0.2 s a prompt loses some of the quiet that its faint first and last sounds lie in.</remarks>
    public TimeSpan ShortestPause { get; init; } = TimeSpan.FromSeconds(0.8);

    /// <summary>From the end of one prompt's sound to the start of the next one's.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(1.6);

    /// <summary>Pauses inside the prompts are shortened to this; null leaves them as they were spoken.</summary>
    public TimeSpan? LongestPauseInside { get; init; }

    /// <summary>Level of the room's noise in dB below full scale, for example −60; null for none.</summary>
    public double? NoiseDecibels { get; init; }

    /// <summary>Level of music that plays all along, in dB relative to the speech, for example −10; null for none.</summary>
    public double? MusicDecibels { get; init; }

    /// <summary>Arguments for ffmpeg's output, for example <c>-ar 48000 -ac 2</c>; the file's extension chooses the format.</summary>
    public IReadOnlyList<string> EncoderArguments { get; init; } = [];
}
