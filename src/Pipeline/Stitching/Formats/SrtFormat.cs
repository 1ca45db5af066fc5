namespace Longhand.Stitching.Formats;

/// <summary>SubRip captions.</summary>
internal sealed class SrtFormat : TranscriptFormat
{
    public override string Name => "srt";

    public override string ContentType => "application/x-subrip; charset=utf-8";

    // SubRip itself writes CRLF, and there are players that take nothing else; none refuses it.
    public override Task WriteAsync(Transcript transcript, Stream stream, CancellationToken cancellationToken) =>
        WriteLinesAsync(CaptionPlan.Of(transcript).SelectMany(Lines), "\r\n", stream, cancellationToken);

    private static IEnumerable<string> Lines(Caption caption, int index) =>
    [
        $"{index + 1}",
        $"{ClockText.Stamp(caption.StartMilliseconds, ',')} --> {ClockText.Stamp(caption.EndMilliseconds, ',')}",
        .. caption.Lines.Select(Escape),
        "",
    ];

    // There is no escape in SubRip: a player takes <…> for markup and would swallow it, so a look-alike is written.
    private static string Escape(string line) => line.Replace('<', '‹').Replace('>', '›');
}
