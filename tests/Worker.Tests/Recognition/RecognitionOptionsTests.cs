using Longhand.Recognition;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Longhand.Tests.Recognition;

public sealed class RecognitionOptionsTests
{
    private static readonly (string, string) Key = ("ApiKey", "a-key");

    [Fact]
    public void The_defaults_and_a_key_are_enough()
    {
        var options = Bind(Key);

        options.BaseAddress.ShouldBe(new Uri("https://open.bigmodel.cn/api/"));
        options.ProfileInUse().Model.ShouldBe("glm-asr");
        options.ProfileInUse().MaxSegment.ShouldBe(TimeSpan.FromSeconds(59.5));
    }

    [Fact]
    public void A_server_of_ones_own_needs_no_key() => Bind(("BaseAddress", "http://127.0.0.1:8080/api")).ApiKey.ShouldBeNull();

    [Fact]
    public void Configuration_changes_single_values_of_a_built_in_profile_and_adds_others()
    {
        var options = Bind(
            Key,
            ("Profile", "GLM-ASR-2512"),
            ("Profiles:glm-asr-2512:LongestSegment", "00:00:25"),
            ("Profiles:mine:Model", "whisper"));

        options.ProfileInUse().MaxSegment.ShouldBe(TimeSpan.FromSeconds(24.5));
        options.ProfileInUse().Model.ShouldBe("glm-asr-2512");
        options.ProfileInUse().TakesPrompt.ShouldBeTrue();
        options.Profiles["mine"].Model.ShouldBe("whisper");
        options.Profiles["glm-asr"].LongestSegment.ShouldBe(TimeSpan.FromSeconds(60));
    }

    [Fact]
    public void Two_hosts_do_not_share_their_profiles()
    {
        Bind(Key, ("Profiles:glm-asr:LongestSegment", "00:00:10"));

        Bind(Key).ProfileInUse().LongestSegment.ShouldBe(TimeSpan.FromSeconds(60));
    }

    [Theory]
    [InlineData("AttemptTimeout", "00:20:00", "Recognition:AttemptTimeout (00:20:00) must be below Recognition:TotalTimeout (00:05:00).")]
    [InlineData("FirstBackOff", "00:01:00", "Recognition:FirstBackOff (00:01:00) must not exceed Recognition:LongestBackOff (00:00:30).")]
    [InlineData("LongestBackOff", "00:16:00", "Recognition:LongestBackOff (00:16:00) must be below Recognition:TotalTimeout (00:05:00).")]
    [InlineData("BreakerPause", "00:30:00", "Recognition:BreakerPause (00:30:00) must be below Recognition:TotalTimeout (00:05:00).")]
    [InlineData("Profile", "other", "Recognition:Profile (other) is none of Recognition:Profiles (glm-asr, glm-asr-2512, openai, whisper-1).")]
    [InlineData("BaseAddress", "ftp://there/", "Recognition:BaseAddress (ftp://there/) must be an absolute http or https address.")]
    [InlineData("BaseAddress", "", "Recognition:BaseAddress () must be an absolute http or https address.")]
    [InlineData("BaseAddress", "api/", "Recognition:BaseAddress (api/) must be an absolute http or https address.")]
    [InlineData("BaseAddress", "http://there/?a=b", "Recognition:BaseAddress (http://there/?a=b) must end in its path")]
    [InlineData("ApiKey", "", "Recognition:ApiKey is empty, and https://open.bigmodel.cn/api/ answers nobody without a key")]
    [InlineData("ApiKey", "two words", "Recognition:ApiKey must be one word")]
    [InlineData("Profiles:glm-asr:Margin", "00:00:59.5", "Recognition:Profiles:glm-asr:Margin (00:00:59.5000000) must leave at least a second of Recognition:Profiles:glm-asr:LongestSegment (00:01:00).")]
    [InlineData("Profiles:glm-asr:Model", "", "Recognition:Model is empty, and Recognition:Profiles:glm-asr names no model either")]
    [InlineData("Profiles:glm-asr:Temperature", "1.5", "Recognition:Profiles:glm-asr.Temperature must be between 0 and 1")]
    [InlineData("Profiles:glm-asr:Dialect", "7", "The field Recognition:Profiles:glm-asr.Dialect is invalid.")]
    [InlineData("Profiles:glm-asr:AnswerFormat", "7", "The field Recognition:Profiles:glm-asr.AnswerFormat is invalid.")]
    [InlineData("Profiles:glm-asr:HotwordsEncoding", "7", "The field Recognition:Profiles:glm-asr.HotwordsEncoding is invalid.")]
    [InlineData("Profiles:glm-asr:Path", "there?a=b", "Recognition:Profiles:glm-asr:Path (there?a=b) must be a path alone")]
    [InlineData("Profile", "openai", "Recognition:Model is empty, and Recognition:Profiles:openai names no model either: set it to the name of one")]
    [InlineData("Profile", "openai", "Recognition:Profile (openai) is for OpenAI-compatible servers, which Recognition:BaseAddress (https://open.bigmodel.cn/api/) is not")]
    [InlineData("Language", "english, please", "RecognitionOptions.Language must match the regular expression")]
    [InlineData("Hotwords:0", " ", "Recognition:Hotwords holds an empty word")]
    [InlineData("Concurrency", "0", "RecognitionOptions.Concurrency must be between 1 and 64")]
    [InlineData("Concurrency", "65", "RecognitionOptions.Concurrency must be between 1 and 64")]
    [InlineData("Temperature", "1.1", "RecognitionOptions.Temperature must be between 0 and 1")]
    [InlineData("UserId", "short", "RecognitionOptions.UserId must be a string with a minimum length of 6 and a maximum length of 128")]
    [InlineData("AttemptTimeout", "00:00:00", "RecognitionOptions.AttemptTimeout must be between")]
    public void A_wrong_value_stops_the_start_and_is_quoted(string name, string value, string message) =>
        Should.Throw<OptionsValidationException>(() => Bind(Key, (name, value))).Message.ShouldContain(message);

    [Fact]
    public void An_OpenAI_compatible_server_takes_an_address_a_profile_and_a_model()
    {
        var options = Bind(("BaseAddress", "http://127.0.0.1:8000/v1"), ("Profile", "openai"), ("Model", "large-v3"));

        options.ProfileInUse().Model.ShouldBe("large-v3");
        options.ProfileInUse().Dialect.ShouldBe(SpeechDialect.OpenAi);
        options.ProfileInUse().MaxSegment.ShouldBe(TimeSpan.FromSeconds(59.5));
    }

    [Fact]
    public void OpenAI_itself_asks_for_a_key() =>
        Should.Throw<OptionsValidationException>(() => Bind(("BaseAddress", "https://api.openai.com/v1"), ("Profile", "whisper-1")))
            .Message.ShouldContain("Recognition:ApiKey is empty, and https://api.openai.com/v1 answers nobody without a key");

    [Fact]
    public void A_stream_is_not_asked_of_a_model_that_gives_none() =>
        Should.Throw<OptionsValidationException>(() => Bind(
                ("BaseAddress", "http://there/"), ("Profile", "whisper-1"), ("Stream", "true")))
            .Message.ShouldContain("Recognition:Stream is true, and Recognition:Profiles:whisper-1:TakesStream is false");

    [Fact]
    public void Empty_settings_are_as_good_as_none()
    {
        var options = Bind(Key, ("Model", ""), ("Language", ""), ("Profiles:glm-asr:Path", ""));

        options.ProfileInUse().Model.ShouldBe("glm-asr");
        AsrAddress.Of(options).AbsoluteUri.ShouldEndWith("/paas/v4/audio/transcriptions");
    }

    private static RecognitionOptions Bind(params (string Name, string Value)[] values)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(values
                .DistinctBy(value => value.Name)
                .Select(value => KeyValuePair.Create($"Recognition:{value.Name}", values.Last(last => last.Name == value.Name).Value))!)
            .Build();
        using var provider = new ServiceCollection().AddLogging().AddRecognition(configuration).BuildServiceProvider();
        return provider.GetRequiredService<IOptions<RecognitionOptions>>().Value;
    }
}
