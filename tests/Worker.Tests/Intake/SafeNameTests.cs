using Longhand.Intake;

namespace Longhand.Tests.Intake;

public sealed class SafeNameTests
{
    [Theory]
    [InlineData("meeting.mp3", "meeting.mp3")]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData(@"C:\recordings\board.wav", "board.wav")]
    [InlineData("tab\tnew\nline.ogg", "tabnewline.ogg")]
    [InlineData("", "recording")]
    [InlineData("folder/", "recording")]
    [InlineData("会议 纪要.m4a", "会议 纪要.m4a")]
    public void A_name_keeps_neither_folders_nor_control_characters(string given, string kept) =>
        RecordingIntake.SafeName(given).ShouldBe(kept);

    [Fact]
    public void A_long_name_is_cut() => RecordingIntake.SafeName(new string('x', 400)).Length.ShouldBe(255);

    [Fact]
    public void A_long_name_is_not_cut_within_a_character() =>
        RecordingIntake.SafeName(new string('x', 254) + "🎙.mp3").ShouldBe(new string('x', 254));
}
