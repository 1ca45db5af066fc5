using System.Globalization;
using System.Text.RegularExpressions;

namespace Longhand.Media;

/// <summary>Reads ffmpeg's lines. Its exit code proves nothing: it is 0 after most damage.</summary>
internal static partial class DiagnosticLine
{
    private static readonly (string Text, DiagnosticMeaning Meaning)[] Meanings =
    [
        ("Failed to compensate for timestamp delta", DiagnosticMeaning.TimelineLost),
        ("Estimating duration from bitrate", DiagnosticMeaning.DurationGuessed),
        ("Ignoring maximum wav data size", DiagnosticMeaning.LengthOpen),
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

    /// <summary>Whether it is of a level below a warning.</summary>
    public static bool IsChatter(string line) =>
        line.Contains("[info]", StringComparison.Ordinal) || line.Contains("[verbose]", StringComparison.Ordinal);

    /// <summary>The line without its level and without addresses in memory, which differ at every run.</summary>
    public static string Plain(string line) => Noise().Replace(line, "").Trim();

    /// <summary>What the last lines tell of the decoder: "45001 frames decoded (43200000 samples)".</summary>
    public static long? DecodedSamples(string line) =>
        Decoded().Match(line) is { Success: true } match
        && long.TryParse(match.Groups["samples"].Value, CultureInfo.InvariantCulture, out var samples)
            ? samples
            : null;

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

    [GeneratedRegex(@" @ 0x[0-9a-f]+|\[(warning|error|fatal|panic)\] ?", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Noise();

    [GeneratedRegex(@"frames decoded.*\((?<samples>\d+) samples\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Decoded();
}
