using Longhand.Stitching.Formats;

namespace Longhand.Tests.Stitching;

public sealed class TranscriptFormatTests
{
    [Theory]
    [InlineData("json", "application/json", ".json")]
    [InlineData("TXT", "text/plain; charset=utf-8", ".txt")]
    [InlineData("srt", "application/x-subrip; charset=utf-8", ".srt")]
    [InlineData("vtt", "text/vtt; charset=utf-8", ".vtt")]
    public void A_format_is_found_by_its_name(string name, string contentType, string extension)
    {
        TranscriptFormat.TryFind(name, out var format, out var error).ShouldBeTrue();

        error.ShouldBeNull();
        format.ShouldNotBeNull().ContentType.ShouldBe(contentType);
        format.Extension.ShouldBe(extension);
    }

    [Fact]
    public void An_unknown_format_is_answered_with_those_there_are()
    {
        TranscriptFormat.TryFind("docx", out _, out var error).ShouldBeFalse();

        error.ShouldBe("'docx' is no transcript format; it is one of json, txt, srt, vtt.");
    }
}
