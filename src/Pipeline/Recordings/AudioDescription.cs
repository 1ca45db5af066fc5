namespace Longhand.Recordings;

/// <summary>What the container says of a recording before it is decoded.</summary>
/// <param name="Container">The demuxer's name, as ffprobe gives it.</param>
/// <param name="Codec">The chosen stream's codec.</param>
/// <param name="SampleRate">Hz, of the stream as it is stored.</param>
/// <param name="Channels">Of the stream as it is stored.</param>
/// <param name="StreamIndex">Index of the chosen stream in the container.</param>
/// <param name="Duration">Declared length; null where the container does not tell. A hint, never an offset.</param>
public sealed record AudioDescription(
    string Container,
    string Codec,
    int SampleRate,
    int Channels,
    int StreamIndex,
    TimeSpan? Duration)
{
    /// <summary>What people call the file, for messages.</summary>
    public string Name { get; init; } = "The file";

    /// <summary>Where the container's own clock starts, for those whose players count from its zero; that long a silence leads the decode.</summary>
    public TimeSpan ContainerStart { get; init; }

    /// <summary>How many audio streams there are to choose from.</summary>
    public int AudioStreams { get; init; } = 1;

    /// <summary>Whether somebody asked for this stream; else it is the container's default one.</summary>
    public bool StreamWasChosen { get; init; }

    /// <summary>The declared length in samples; at least 1 where one is declared.</summary>
    public long? DeclaredSamples =>
        Duration is { Ticks: > 0 } duration ? Math.Max(1, AudioClock.ToSamples(duration)) : null;

    public override string ToString() => $"{Container}, {Codec}, {SampleRate} Hz, {Channels} channel{(Channels == 1 ? "" : "s")}";
}
