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

    public override string ToString() => $"{Container}, {Codec}, {SampleRate} Hz, {Channels} channel{(Channels == 1 ? "" : "s")}";
}
