using System.Text;
using Longhand.Recordings;
using Longhand.Stitching;
using Longhand.Stitching.Formats;
using static Longhand.Tests.Stitching.Speech;
using static Longhand.Tests.Stitching.Transcripts;

namespace Longhand.Tests.Stitching;

public sealed class CaptionTests
{
    [Fact]
    public async Task Srt_is_numbered_and_ends_its_lines_as_SubRip_does() =>
        (await WriteAsync(TranscriptFormat.Srt, Of((1.5, 3, "Hello there."), (4, 6.25, "Bye."))))
            .ShouldBe("1\r\n00:00:01,500 --> 00:00:03,000\r\nHello there.\r\n\r\n2\r\n00:00:04,000 --> 00:00:06,250\r\nBye.\r\n\r\n");

    [Fact]
    public async Task Vtt_hides_what_a_browser_would_take_for_markup() =>
        (await WriteAsync(TranscriptFormat.Vtt, Of((1, 3, "a <b> & c --> d"))))
            .ShouldBe("WEBVTT\n\n00:00:01.000 --> 00:00:03.000\na &lt;b&gt; &amp; c --&gt; d\n\n");

    [Fact]
    public async Task Srt_shows_brackets_that_players_would_swallow() =>
        (await SrtAsync(Of((1, 3, "a <unk> --> b")))).Single().Text.ShouldBe("a ‹unk› --› b");

    [Fact]
    public async Task No_byte_order_mark_is_written_and_the_stream_stays_open()
    {
        using var stream = new MemoryStream();

        foreach (var format in TranscriptFormat.All)
            await format.WriteAsync(Of((1, 3, "é")), stream, TestContext.Current.CancellationToken);

        stream.CanWrite.ShouldBeTrue();
        stream.ToArray().AsSpan().IndexOf(Encoding.UTF8.Preamble).ShouldBe(-1);
    }

    [Fact]
    public async Task A_long_utterance_is_divided_at_its_sentences()
    {
        var cues = await SrtAsync(Of((0, 12, "This is the first sentence of them all. And here the second one goes on, with a clause. Third.")));

        cues.Select(cue => cue.Text).ShouldBe(
            ["This is the first sentence of them all.", "And here the second one goes on, with a clause. Third."]);
        cues.ShouldAllBe(cue => cue.End - cue.Start <= 7);
    }

    [Fact]
    public async Task Lines_of_one_caption_are_of_like_length_and_break_at_clauses() =>
        (await SrtAsync(Of((0, 5, "When the lights went out in the city, nobody said a single word.")))).Single().Lines
            .ShouldBe(["When the lights went out in the city,", "nobody said a single word."]);

    [Fact]
    public async Task Chinese_breaks_between_characters_but_never_before_punctuation()
    {
        var cues = await VttAsync(Of((0, 20, "今天天气很好，我们一起去公园散步吧。公园里有很多花，红的黄的都有，孩子们在草地上跑来跑去，非常高兴。")));

        cues.SelectMany(cue => cue.Lines).ShouldAllBe(line => line.Length <= 16);
        cues.SelectMany(cue => cue.Lines).ShouldAllBe(line => !"，。".Contains(line[0]));
        string.Concat(cues.SelectMany(cue => cue.Lines))
            .ShouldBe("今天天气很好，我们一起去公园散步吧。公园里有很多花，红的黄的都有，孩子们在草地上跑来跑去，非常高兴。");
    }

    [Fact]
    public async Task A_short_word_stays_on_screen_where_there_is_room()
    {
        var cues = await SrtAsync(Of((1, 1.2, "Yes."), (5, 5, "No.")));

        cues.Select(cue => (cue.Start, cue.End)).ShouldBe([(1m, 1.8m), (5m, 5.8m)]);
    }

    [Fact]
    public async Task Fast_speech_stays_as_long_as_reading_it_takes_where_there_is_room() =>
        (await SrtAsync(Of((1, 2, "Thirty four characters in a second")))).Single().End.ShouldBe(3m);

    [Fact]
    public async Task Words_that_would_flash_by_share_a_caption() =>
        (await SrtAsync(Of((1, 1.3, "Yes."), (1.4, 1.6, "No."), (1.7, 2.5, "Perhaps.")))).Single().Text.ShouldBe("Yes. No. Perhaps.");

    [Fact]
    public async Task Hours_may_exceed_two_digits()
    {
        var start = (100 * 3600) + 1.0;

        (await WriteAsync(TranscriptFormat.Srt, Of((start, start + 2, "Late.")))).ShouldContain("100:00:01,000 --> 100:00:03,000");
        (await VttAsync(Of((start, start + 2, "Late.")))).Single().Start.ShouldBe((decimal)start);
    }

    [Fact]
    public async Task A_gap_is_a_caption_too()
    {
        var transcript = Of((700, 703, "Before."), (770, 772, "After.")) with
        {
            Status = RecordingStatus.CompletedWithGaps,
            Gaps = [new TranscriptGap(Range(720, 767), "sensitive content (1301)")],
        };

        var cues = await SrtAsync(transcript);

        cues.Select(cue => cue.Text).ShouldBe(["Before.", "[12:00–12:47 missing: sensitive content (1301)]", "After."]);
        (cues[1].Start, cues[1].End).ShouldBe((720m, 727m));
    }

    [Fact]
    public async Task A_partial_transcript_says_so_at_its_end()
    {
        var transcript = Of((1, 2, "So far.")) with { Status = RecordingStatus.Recognizing, DecodedSamples = null, DeclaredSamples = At(14_400) };

        (await SrtAsync(transcript))[^1].Text.ShouldBe("[partial transcript: recognizing, 00:01:00 of 04:00:00 done]");
        (await WriteAsync(TranscriptFormat.Vtt, transcript)).ShouldStartWith(
            "WEBVTT\n\nNOTE [partial transcript: recognizing, 00:01:00 of 04:00:00 done]\n\n");
    }

    [Fact]
    public async Task Nothing_said_is_an_empty_but_valid_file()
    {
        (await WriteAsync(TranscriptFormat.Srt, Of())).ShouldBe("");
        (await WriteAsync(TranscriptFormat.Vtt, Of())).ShouldBe("WEBVTT\n\n");
    }
}
