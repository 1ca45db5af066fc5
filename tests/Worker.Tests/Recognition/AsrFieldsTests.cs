using Longhand.Recognition;

namespace Longhand.Tests.Recognition;

public sealed class AsrFieldsTests
{
    [Fact]
    public void The_first_models_form_is_as_its_page_says() =>
        Fields(new() { UserId = "user-1" }).ShouldBe(
        [
            ("model", "glm-asr"), ("stream", "false"), ("request_id", "id"), ("user_id", "user-1"),
            ("temperature", "0.01"),
        ]);

    [Fact]
    public void The_second_takes_no_temperature_but_words_to_go_by() =>
        Fields(new() { Profile = "glm-asr-2512", Stream = true, Temperature = 1, Prompt = "of ships", Language = "en" })
            .ShouldBe([("model", "glm-asr-2512"), ("stream", "true"), ("request_id", "id"), ("prompt", "of ships")]);

    [Fact]
    public void OpenAIs_form_holds_nothing_of_the_other_contract() =>
        Fields(new() { Profile = "whisper-1", UserId = "user-1", Prompt = "of ships", Language = "en", Temperature = 1 })
            .ShouldBe(
            [
                ("model", "whisper-1"), ("response_format", "verbose_json"), ("timestamp_granularities[]", "segment"),
                ("temperature", "1"), ("prompt", "of ships"), ("language", "en"),
            ]);

    [Fact]
    public void An_engine_of_ones_own_is_told_the_model_and_no_more_than_it_must_know() =>
        Fields(new() { Profile = "openai", Model = " large-v3 " })
            .ShouldBe([("model", "large-v3"), ("response_format", "verbose_json")]);

    [Fact]
    public void A_model_may_replace_that_of_any_profile() =>
        Fields(new() { Model = "glm-asr-9" })[0].ShouldBe(("model", "glm-asr-9"));

    [Fact]
    public void Where_no_times_are_given_none_are_asked_for() =>
        Fields(new() { Profile = "whisper-1" }, AnswerFormat.Json)
            .ShouldBe([("model", "whisper-1"), ("response_format", "json")]);

    [Fact]
    public void A_stream_is_asked_for_without_times()
    {
        var options = new RecognitionOptions
        {
            Profile = "mine",
            Stream = true,
            Profiles = { ["mine"] = new() { Dialect = SpeechDialect.OpenAi, Model = "m", TakesStream = true } },
        };

        Fields(options).ShouldBe([("model", "m"), ("response_format", "json"), ("stream", "true")]);
    }

    [Theory]
    [InlineData(HotwordsEncoding.BracketedFields, new[] { "hotwords[]=Longhand", "hotwords[]=船长" })]
    [InlineData(HotwordsEncoding.RepeatedFields, new[] { "hotwords=Longhand", "hotwords=船长" })]
    [InlineData(HotwordsEncoding.JsonArray, new[] { """hotwords=["Longhand","船长"]""" })]
    [InlineData(HotwordsEncoding.CommaSeparated, new[] { "hotwords=Longhand, 船长" })]
    public void Hot_words_travel_as_the_profile_says(HotwordsEncoding encoding, string[] fields)
    {
        var options = new RecognitionOptions
        {
            Hotwords = ["Longhand", "船长"],
            Profiles = { ["glm-asr"] = new() { Model = "m", TakesHotwords = true, HotwordsEncoding = encoding } },
        };

        Fields(options).Skip(3).Select(field => $"{field.Name}={field.Value}").ShouldBe(fields);
    }

    private static IReadOnlyList<(string Name, string Value)> Fields(
        RecognitionOptions options, AnswerFormat format = AnswerFormat.VerboseJson) =>
        [.. AsrFields.Of("id", options, format)];
}
