using Longhand.Recordings;
using Longhand.Stitching;
using Longhand.Stitching.Formats;
using static Longhand.Tests.Stitching.Speech;
using static Longhand.Tests.Stitching.Transcripts;

namespace Longhand.Tests.Stitching;

public sealed class TxtFormatTests
{
    [Fact]
    public async Task Paragraphs_carry_the_time_they_start_at() =>
        (await WriteAsync(TranscriptFormat.Txt, Of((723.9, 725, "Hello."), (725.5, 727, "How are you?"), (730, 731, "Fine."))))
            .ShouldBe("[00:12:03] Hello. How are you?\n\n[00:12:10] Fine.\n");

    [Fact]
    public async Task Chinese_is_joined_without_spaces() =>
        (await WriteAsync(TranscriptFormat.Txt, Of((0, 1, "你好。"), (1, 2, "世界"), (2, 3, "ok"), (3, 4, "다음"))))
            .ShouldBe("[00:00:00] 你好。世界ok 다음\n");

    [Fact]
    public async Task A_gap_stands_where_its_words_would_and_long_silences_are_told()
    {
        var transcript = Of((715, 719, "Before."), (767, 768, "After.")) with
        {
            Status = RecordingStatus.CompletedWithGaps,
            Gaps = [new TranscriptGap(Range(720, 767), "sensitive content (1301)")],
            Silences = [Range(10, 20), Range(780, 4000)],
        };

        (await WriteAsync(TranscriptFormat.Txt, transcript)).ShouldBe(
            """
            [00:11:55] Before.

            [12:00–12:47 missing: sensitive content (1301)]

            [00:12:47] After.

            [00:13:00–01:06:40 silence]

            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task A_failed_recording_shows_what_there_is_and_why_it_ends()
    {
        var transcript = Of((1, 2, "So far.")) with
        {
            Status = RecordingStatus.Failed,
            Error = "The API refused the key;\nset SPEECH_API_KEY.",
            Notes = ["The file is truncated."],
            Pending = [Range(30, 60)],
            Coverage = new Coverage(At(30), 0, 0, At(30)),
        };

        (await WriteAsync(TranscriptFormat.Txt, transcript)).ShouldBe(
            """
            [partial transcript: failed, 00:00:30 of 00:01:00 done, The API refused the key; set SPEECH_API_KEY.]

            [note: The file is truncated.]

            [00:00:01] So far.

            [00:30–01:00 not yet transcribed]

            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task A_speech_without_pauses_is_divided_between_sentences()
    {
        var sentences = Enumerable.Range(0, 100).Select(i => ((double)i, i + 1.0, $"This is sentence number {i}.")).ToArray();

        var paragraphs = (await WriteAsync(TranscriptFormat.Txt, Of(sentences))).Split("\n\n");

        paragraphs.Length.ShouldBeGreaterThan(3);
        paragraphs.ShouldAllBe(paragraph => paragraph.Length < 700 && paragraph.TrimEnd().EndsWith('.'));
    }
}
