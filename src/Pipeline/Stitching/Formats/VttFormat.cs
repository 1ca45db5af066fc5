namespace Longhand.Stitching.Formats;

/// <summary>WebVTT captions, for browsers.</summary>
internal sealed class VttFormat : TranscriptFormat
{
    public override string Name => "vtt";

    public override string ContentType => "text/vtt; charset=utf-8";

    public override Task WriteAsync(Transcript transcript, Stream stream, CancellationToken cancellationToken) =>
        WriteLinesAsync(
            Header(transcript).Concat(CaptionPlan.Of(transcript).SelectMany(Lines)), "\n", stream, cancellationToken);

    private static IEnumerable<string> Header(Transcript transcript) =>
        ["WEBVTT", "", .. Remarks.General(transcript).SelectMany(remark => new[] { $"NOTE {Escape(remark)}", "" })];

    private static IEnumerable<string> Lines(Caption caption) =>
    [
        $"{ClockText.Stamp(caption.StartMilliseconds, '.')} --> {ClockText.Stamp(caption.EndMilliseconds, '.')}",
        .. caption.Lines.Select(Escape),
        "",
    ];

    // Escaping every > also hides an arrow, which would start a new cue.
    private static string Escape(string line) => line.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");
}
