using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace Longhand.Tests.Stitching;

/// <summary>A caption as a strict reader of SRT or VTT finds it.</summary>
internal sealed partial record Cue(decimal Start, decimal End, IReadOnlyList<string> Lines)
{
    public string Text => string.Join(' ', Lines);

    public static IReadOnlyList<Cue> ParseSrt(string text)
    {
        text.Replace("\r\n", "").ShouldNotContain('\n');
        var cues = new List<Cue>();
        foreach (var block in text.Split("\r\n\r\n", StringSplitOptions.RemoveEmptyEntries))
        {
            var lines = block.Split("\r\n");
            lines[0].ShouldBe($"{cues.Count + 1}");
            cues.Add(Parse(lines[1], SrtTimes(), lines[2..]));
        }
        return cues;
    }

    public static IReadOnlyList<Cue> ParseVtt(string text)
    {
        text.ShouldStartWith("WEBVTT\n\n");
        text.ShouldNotContain('\r');
        return
        [
            .. text["WEBVTT\n\n".Length..].Split("\n\n", StringSplitOptions.RemoveEmptyEntries)
                .Where(block => !block.StartsWith("NOTE ", StringComparison.Ordinal))
                .Select(block => block.Split('\n'))
                .Select(lines => Parse(lines[0], VttTimes(), [.. lines[1..].Select(Unescape)])),
        ];
    }

    private static string Unescape(string line)
    {
        line.AsSpan().IndexOfAny('<', '>').ShouldBe(-1, line);
        return WebUtility.HtmlDecode(line);
    }

    private static Cue Parse(string times, Regex form, string[] lines)
    {
        var match = form.Match(times);
        match.Success.ShouldBeTrue($"'{times}' is no line of times");
        lines.Any(string.IsNullOrWhiteSpace).ShouldBeFalse(times);
        return new Cue(Seconds(match.Groups["start"].Value), Seconds(match.Groups["end"].Value), lines);
    }

    private static decimal Seconds(string stamp)
    {
        var parts = stamp.Split(':', ',', '.').Select(part => decimal.Parse(part, CultureInfo.InvariantCulture)).ToArray();
        return (parts[0] * 3600) + (parts[1] * 60) + parts[2] + (parts[3] / 1000);
    }

    [GeneratedRegex(@"^(?<start>\d{2,}:[0-5]\d:[0-5]\d,\d{3}) --> (?<end>\d{2,}:[0-5]\d:[0-5]\d,\d{3})$", RegexOptions.None, 1000)]
    private static partial Regex SrtTimes();

    [GeneratedRegex(@"^(?<start>\d{2,}:[0-5]\d:[0-5]\d\.\d{3}) --> (?<end>\d{2,}:[0-5]\d:[0-5]\d\.\d{3})$", RegexOptions.None, 1000)]
    private static partial Regex VttTimes();
}
