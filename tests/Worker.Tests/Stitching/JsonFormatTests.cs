using System.Text.Json;
using Longhand.Recordings;
using Longhand.Stitching;
using Longhand.Stitching.Formats;
using static Longhand.Tests.Stitching.Speech;
using static Longhand.Tests.Stitching.Transcripts;

namespace Longhand.Tests.Stitching;

public sealed class JsonFormatTests
{
    [Fact]
    public async Task Everything_known_is_told_in_seconds()
    {
        var transcript = Of((1.23456, 3, "你好 <é> \"😀\"")) with
        {
            Status = RecordingStatus.CompletedWithGaps,
            Media = "mp3",
            Models = ["glm-asr"],
            Notes = ["Truncated."],
            Gaps = [new TranscriptGap(Range(10, 20.5), "1301")],
            Silences = [Range(30, 40)],
            Coverage = new Coverage(637_999, 1, 160_000, 162_000),
            Calls = 3,
            SentSamples = 16_001,
            ResentSamples = 1,
            Price = new SpeechPrice(3.6m, "USD"),
        };

        var json = await WriteAsync(TranscriptFormat.Json, transcript);

        json.ShouldBe(
            """{"id":"0198c0de-0000-7000-8000-000000000001","name":"interview.mp3","status":"completed_with_gaps","partial":false,"error":null,"media":"mp3","models":["glm-asr"],"notes":["Truncated."],"declared_seconds":null,"decoded_seconds":60,"coverage":{"total_seconds":60,"transcribed_seconds":39.8749375,"silent_seconds":0.0000625,"gap_seconds":10,"pending_seconds":10.125},"cost":{"calls":3,"sent_seconds":1.0000625,"resent_seconds":0.0000625,"estimate":0.001000,"currency":"USD"},"utterances":[{"start":1.235,"end":3,"text":"你好 <é> \"\uD83D\uDE00\"","timing":"reported"}],"gaps":[{"start":10,"end":20.5,"reason":"1301"}],"silences":[{"start":30,"end":40}],"pending":[]}""");
    }

    [Fact]
    public void Times_keep_their_milliseconds_after_a_day() => Properties.Hold(
        FsCheck.Fluent.Gen.Choose(0, int.MaxValue),
        samples =>
        {
            var range = new SampleRange(samples, samples + 16L);
            var transcript = Of() with { Utterances = [new TimedUtterance(range, "a", UtteranceTiming.Estimated)] };

            using var json = JsonDocument.Parse(JsonSerializer.Serialize(JsonTranscript.From(transcript)));

            var utterance = json.RootElement.GetProperty("Utterances")[0];
            var start = utterance.GetProperty("Start").GetDecimal();
            Math.Abs(start - (samples / 16_000m)).ShouldBeLessThanOrEqualTo(0.0005m);
            (utterance.GetProperty("End").GetDecimal() - start).ShouldBe(0.001m);
        });
}
