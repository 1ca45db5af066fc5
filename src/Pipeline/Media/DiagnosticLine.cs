namespace Longhand.Media;

/// <summary>Reads ffmpeg's lines. Its exit code proves nothing: it is 0 after most damage.</summary>
internal static class DiagnosticLine
{
    private static readonly (string Text, DiagnosticMeaning Meaning)[] Meanings =
    [
        ("Failed to compensate for timestamp delta", DiagnosticMeaning.TimelineLost),
        ("Estimating duration from bitrate", DiagnosticMeaning.DurationGuessed),
        ("ended prematurely", DiagnosticMeaning.CutOff),
        ("partial file", DiagnosticMeaning.CutOff),
        ("Invalid data found", DiagnosticMeaning.Damage),
        ("corrupt", DiagnosticMeaning.Damage),
        ("CRC mismatch", DiagnosticMeaning.Damage),
        ("Header missing", DiagnosticMeaning.Damage),
        ("exceeds containing master element", DiagnosticMeaning.Damage),
        ("Error while decoding", DiagnosticMeaning.Damage),
        ("Error submitting packet to decoder", DiagnosticMeaning.Damage),
        ("invalid new backstep", DiagnosticMeaning.Damage),
        ("overread", DiagnosticMeaning.Damage),
        // A stamp more than 30 h off is dropped, and what follows is too early.
        ("invalid dropping", DiagnosticMeaning.Damage),
    ];

    public static DiagnosticMeaning Judge(string line)
    {
        // "Not yet implemented" is the AMR decoder's word for a pause, at every one.
        if (line.Contains("Not yet implemented", StringComparison.OrdinalIgnoreCase))
            return DiagnosticMeaning.Nothing;
        foreach (var (text, meaning) in Meanings)
            if (line.Contains(text, StringComparison.OrdinalIgnoreCase))
                return meaning;
        return DiagnosticMeaning.Nothing;
    }
}
