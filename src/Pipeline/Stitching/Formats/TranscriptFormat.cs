using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Longhand.Stitching.Formats;

/// <summary>A form that a transcript is handed out in.</summary>
public abstract class TranscriptFormat
{
    private protected TranscriptFormat()
    {
    }

    public static TranscriptFormat Json { get; } = new JsonFormat();

    public static TranscriptFormat Txt { get; } = new TxtFormat();

    public static TranscriptFormat Srt { get; } = new SrtFormat();

    public static TranscriptFormat Vtt { get; } = new VttFormat();

    public static IReadOnlyList<TranscriptFormat> All { get; } = [Json, Txt, Srt, Vtt];

    /// <summary>The word that asks for it, which is its file extension too.</summary>
    public abstract string Name { get; }

    /// <summary>The file extension with its dot.</summary>
    public string Extension => $".{Name}";

    public abstract string ContentType { get; }

    private protected static Encoding Encoding { get; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Finds a format by its name, or says which there are.</summary>
    public static bool TryFind(
        string name, [NotNullWhen(true)] out TranscriptFormat? format, [NotNullWhen(false)] out string? error)
    {
        format = All.FirstOrDefault(known => known.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        error = format is null
            ? $"'{name}' is no transcript format; it is one of {string.Join(", ", All.Select(known => known.Name))}."
            : null;
        return format is not null;
    }

    /// <summary>Writes the transcript as UTF-8 without a byte order mark, and leaves the stream open.</summary>
    public abstract Task WriteAsync(Transcript transcript, Stream stream, CancellationToken cancellationToken);

    /// <summary>The transcript as one text.</summary>
    public async Task<string> WriteAsync(Transcript transcript, CancellationToken cancellationToken)
    {
        using var stream = new MemoryStream();
        await WriteAsync(transcript, stream, cancellationToken);
        return Encoding.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private protected static async Task WriteLinesAsync(
        IEnumerable<string> lines, string newLine, Stream stream, CancellationToken cancellationToken)
    {
        await using var writer = new StreamWriter(stream, Encoding, leaveOpen: true);
        foreach (var line in lines)
        {
            await writer.WriteAsync(line.AsMemory(), cancellationToken);
            await writer.WriteAsync(newLine.AsMemory(), cancellationToken);
        }
    }
}
