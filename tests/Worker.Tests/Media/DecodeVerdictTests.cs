using Longhand.Media;
using Longhand.Recordings;

namespace Longhand.Tests.Media;

public sealed class DecodeVerdictTests
{
    private static readonly AudioDescription Audio = new("mp3", "mp3", 44_100, 1, 0, TimeSpan.FromSeconds(600));

    [Theory]
    [InlineData(600, "")]
    [InlineData(594.1, "")]
    [InlineData(612, "")]
    public async Task A_whole_recording_needs_no_note(double seconds, string said)
    {
        (await Notes(seconds, 0, said)).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_end_long_before_the_declared_one_is_a_truncation_even_with_exit_code_0()
    {
        (await Notes(360, 0, "")).ShouldHaveSingleItem().ShouldBe("Truncated: the file declares 00:10:00 of audio and ends after 00:06:00.");
    }

    [Fact]
    public async Task A_truncation_behind_the_first_day_is_told_with_its_day()
    {
        (await Notes(25 * 3600, 0, "File ended prematurely")).ShouldHaveSingleItem().ShouldEndWith("after 25:00:00.");
    }

    [Fact]
    public async Task A_guessed_duration_proves_nothing()
    {
        (await Notes(360, 0, "Estimating duration from bitrate, this may be inaccurate")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Damage_is_told_with_its_first_line_and_count()
    {
        var note = (await Notes(600, 0, "Header missing\nHeader missing")).ShouldHaveSingleItem();

        note.ShouldStartWith("Damaged: 2 faults");
        note.ShouldEndWith("Header missing");
    }

    [Fact]
    public async Task A_lost_timeline_is_fatal_though_the_exit_code_is_0()
    {
        (await Should.ThrowAsync<PermanentFailureException>(() => Notes(600, 0, "Failed to compensate for timestamp delta of 3600")))
            .Message.ShouldContain("gap of hours");
    }

    [Fact]
    public async Task Nothing_decoded_is_fatal_and_quotes_the_command_and_the_lines()
    {
        var message = (await Should.ThrowAsync<PermanentFailureException>(() => Notes(0, 1, "matches no streams"))).Message;

        message.ShouldContain("exit code 1: matches no streams");
        message.ShouldContain("ffmpeg -x");
    }

    [Fact]
    public async Task A_failing_exit_with_faults_all_over_is_fatal()
    {
        await Should.ThrowAsync<PermanentFailureException>(() => Notes(10, 1, string.Join('\n', Enumerable.Repeat("Invalid data found", 60))));
    }

    [Fact]
    public async Task What_phones_leave_out_in_pauses_is_no_damage()
    {
        var said = await ProcessDiagnosticsTests.Said(
            "[amrnb @ 0x1] Corrupt bitstream\nError while decoding stream #0:0: Invalid data found when processing input");

        var phone = DecodeVerdict.Of(
            new DecodeEnd(Audio with { Codec = "amr_nb", Duration = null }, ChannelMix.Sum, 1_600_000, 0, ["-x"]), said);

        (phone.Complete, phone.Notes.Count).ShouldBe((true, 0));
        (await Verdict(600, 0, "Invalid data found")).Complete.ShouldBeFalse();
    }

    private static async Task<IReadOnlyList<string>> Notes(double seconds, int code, string said) =>
        (await Verdict(seconds, code, said)).Notes;

    private static async Task<DecodedAudio> Verdict(double seconds, int code, string said) =>
        DecodeVerdict.Of(
            new DecodeEnd(Audio with { Name = "a.mp3" }, ChannelMix.Sum, (long)(seconds * 16_000), code, ["-x"]),
            await ProcessDiagnosticsTests.Said(said));
}
