using Longhand.Media;

namespace Longhand.Tests.Media;

public sealed class ProcessDiagnosticsTests
{
    [Fact]
    public async Task Of_very_many_lines_only_the_first_and_last_are_kept_and_all_are_counted()
    {
        var said = await Said(string.Join('\n', Enumerable.Range(0, 10_000).Select(i => $"line {i}")));

        said.Lines.ShouldBe(10_000);
        said.Kept.Count.ShouldBe(26);
        said.Kept[0].ShouldBe("line 0");
        said.Kept[5].ShouldBe("… 9975 more lines …");
        said.Kept[^1].ShouldBe("line 9999");
    }

    [Fact]
    public async Task A_line_without_end_is_kept_in_part()
    {
        (await Said(new string('x', 1 << 20))).Kept.ShouldHaveSingleItem().Length.ShouldBe(400);
    }

    [Fact]
    public async Task A_long_line_is_not_cut_within_a_character()
    {
        var line = (await Said(new string('x', 399) + "😀😀")).Kept.ShouldHaveSingleItem();

        line.ShouldBe(new string('x', 399) + "…");
    }

    [Theory]
    [InlineData("Error while decoding stream #0:0: Invalid data found when processing input", DiagnosticMeaning.Damage)]
    [InlineData("[mp3float @ 0x55] Header missing", DiagnosticMeaning.Damage)]
    [InlineData("[ogg @ 0x55] CRC mismatch!", DiagnosticMeaning.Damage)]
    [InlineData("file:/a.wav: corrupt input packet in stream 0", DiagnosticMeaning.Damage)]
    [InlineData("[matroska,webm @ 0x55] File ended prematurely at pos. 1 (0x1)", DiagnosticMeaning.CutOff)]
    [InlineData("[mov,mp4,m4a,3gp,3g2,mj2 @ 0x55] stream 0, offset 0x1: partial file", DiagnosticMeaning.CutOff)]
    [InlineData("[mp3 @ 0x55] Estimating duration from bitrate, this may be inaccurate", DiagnosticMeaning.DurationGuessed)]
    [InlineData("[wav @ 0x55] Ignoring maximum wav data size, file may be invalid", DiagnosticMeaning.LengthOpen)]
    [InlineData("[auto @ 0x55] Failed to compensate for timestamp delta of 1.0", DiagnosticMeaning.TimelineLost)]
    [InlineData("[amrnb @ 0x55] dtx mode: Not yet implemented in FFmpeg; corrupt or not", DiagnosticMeaning.Nothing)]
    [InlineData("Guessed Channel Layout for Input Stream #0.0 : mono", DiagnosticMeaning.Nothing)]
    public void Lines_are_understood(string line, object meaning)
    {
        DiagnosticLine.Judge(line).ShouldBe((DiagnosticMeaning)meaning);
    }

    internal static async Task<ProcessDiagnostics> Said(string text)
    {
        var said = new ProcessDiagnostics();
        using var reader = new StringReader(text);
        await said.ReadAsync(reader);
        return said;
    }
}
