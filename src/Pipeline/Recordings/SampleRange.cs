namespace Longhand.Recordings;

/// <summary>Samples <c>[Start, End)</c> of a recording's decode at 16 kHz.</summary>
public readonly record struct SampleRange(long Start, long End)
{
    public long Length => End - Start;

    public TimeSpan Duration => AudioClock.ToTime(Length);

    public override string ToString() =>
        $"{AudioClock.ToExactText(AudioClock.ToTime(Start))}–{AudioClock.ToExactText(AudioClock.ToTime(End))}";
}
