using Longhand.Recognition;

namespace Longhand.IntegrationTests.Recognition;

public sealed class SpeechRequestTests
{
    [Fact]
    public async Task The_form_carries_what_the_first_model_takes()
    {
        await using var host = await RecognitionHost.StartAsync(
            ("ApiKey", " the-key\n"), ("UserId", "user-1"), ("Prompt", "of ships"), ("Hotwords:0", "Longhand"));
        host.Api.ApiKey = "the-key";
        var (audio, text) = host.Segment(2.5, start: 32_000);

        var result = await host.Recognizer.RecognizeAsync(audio, host.Deadline);

        result.ShouldBeOfType<RecognitionResult.Answered>().Answer.Text.ShouldBe(text);
        var call = host.Api.Calls.ShouldHaveSingleItem();
        call.Fields.Keys.Order().ShouldBe(["model", "request_id", "stream", "temperature", "user_id"]);
        call.Model.ShouldBe("glm-asr");
        call.Temperature.ShouldBe(0.01);
        call.UserId.ShouldBe("user-1");
        call.Stream.ShouldBeFalse();
        call.RequestId.ShouldNotBeNull().ShouldStartWith($"{audio.RecordingId.Value:N}-32000-1-");
        call.FileName.ShouldBe("32000.wav");
        call.Wav.ShouldNotBeNull().Duration.ShouldBe(TimeSpan.FromSeconds(2.5));
        call.Wav!.DurationByHeader.ShouldBe(TimeSpan.FromSeconds(2.5));
    }

    [Theory]
    [InlineData("BracketedFields", "hotwords[]", new[] { "Longhand", "船长" })]
    [InlineData("RepeatedFields", "hotwords", new[] { "Longhand", "船长" })]
    [InlineData("JsonArray", "hotwords", new[] { """["Longhand","船长"]""" })]
    public async Task The_second_model_takes_a_prompt_and_hot_words_and_no_temperature(string encoding, string field, string[] words)
    {
        await using var host = await RecognitionHost.StartAsync(
            ("Profile", "glm-asr-2512"),
            ("Prompt", "of ships"),
            ("Hotwords:0", "Longhand"),
            ("Hotwords:1", "船长"),
            ("Profiles:glm-asr-2512:HotwordsEncoding", encoding));

        var result = await host.RecognizeAsync();

        result.ShouldBeOfType<RecognitionResult.Answered>().Answer.Utterances.ShouldBeNull();
        var call = host.Api.Calls.ShouldHaveSingleItem();
        call.Model.ShouldBe("glm-asr-2512");
        call.Temperature.ShouldBeNull();
        call.Prompt.ShouldBe("of ships");
        call.Fields[field].ShouldBe(words);
    }

    [Fact]
    public async Task A_segment_over_the_models_limits_is_not_sent()
    {
        await using var host = await RecognitionHost.StartAsync(("Profile", "glm-asr-2512"), ("Profiles:glm-asr:LargestFileBytes", "64000"));

        var tooLong = (await host.RecognizeAsync(30.1)).ShouldBeOfType<RecognitionResult.TooLong>();

        tooLong.Reason.ShouldBe("30.1 s exceed the 30 s of glm-asr-2512");
        tooLong.Calls.ShouldBe(0);
        host.Api.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_over_the_models_limit_is_not_sent()
    {
        await using var host = await RecognitionHost.StartAsync(("Profiles:glm-asr:LargestFileBytes", "64000"));

        var tooLong = (await host.RecognizeAsync(3)).ShouldBeOfType<RecognitionResult.TooLong>();

        tooLong.Reason.ShouldBe("96044 bytes exceed the 64000 bytes of glm-asr");
        host.Api.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_missing_file_is_no_fault_of_the_API()
    {
        await using var host = await RecognitionHost.StartAsync();
        var (audio, _) = host.Segment();
        File.Delete(audio.WavPath);

        await Should.ThrowAsync<FileNotFoundException>(() => host.Recognizer.RecognizeAsync(audio, host.Deadline));

        host.Api.Calls.ShouldBeEmpty();
    }
}
