using System.Text;
using Longhand.SpeechServer.Api;

namespace Longhand.Tests.SpeechServer;

public sealed class TranscriptionRequestTests
{
    [Theory]
    [InlineData("glm-asr", "temperature", "0")]
    [InlineData("glm-asr", "temperature", "1.0")]
    [InlineData("glm-asr", "user_id", "123456")]
    [InlineData("glm-asr", "stream", "True")]
    [InlineData("glm-asr", "stream", "0")]
    [InlineData("glm-asr-2512", "temperature", "7")]
    [InlineData("glm-asr-2512", "prompt", "what was said before")]
    public void What_the_model_takes_is_accepted(string model, string field, string value) =>
        TranscriptionRequest.From(Form(model, (field, value))).IsRefused(out _, out _).ShouldBeFalse();

    [Theory]
    [InlineData("temperature", "1.01")]
    [InlineData("temperature", "-0.1")]
    [InlineData("temperature", "NaN")]
    [InlineData("temperature", "0,5")]
    [InlineData("temperature", "hot")]
    [InlineData("user_id", "12345")]
    [InlineData("stream", "maybe")]
    [InlineData("model", "")]
    public void A_field_beyond_its_limits_is_an_invalid_field_named_in_the_message(string field, string value)
    {
        var error = Refusal(Form("glm-asr", (field, value)));

        error.Code.ShouldBe("1214");
        error.Status.ShouldBe(400);
        error.Message.ShouldStartWith(field);
    }

    [Fact]
    public void A_user_id_of_129_characters_is_too_long() =>
        Refusal(Form("glm-asr", ("user_id", new string('x', 129)))).Code.ShouldBe("1214");

    [Fact]
    public void An_unknown_model_has_its_own_code() => Refusal(Form("whisper-1")).Code.ShouldBe("1211");

    [Fact]
    public void Only_the_newer_model_takes_base64()
    {
        var form = new TranscriptionForm(Texts("glm-asr"), [], File: null, Encoding.ASCII.GetBytes("AAAA"));

        Refusal(form).Message.ShouldStartWith("file is missing");
        TranscriptionRequest.From(form with { Texts = Texts("glm-asr-2512") }).IsRefused(out _, out _).ShouldBeFalse();
    }

    [Fact]
    public void The_file_goes_before_its_base64()
    {
        var form = new TranscriptionForm(Texts("glm-asr-2512"), [], new byte[] { 1 }, Encoding.ASCII.GetBytes("AAAA"));

        TranscriptionRequest.From(form).IsRefused(out _, out var request).ShouldBeFalse();

        request!.Audio.Length.ShouldBe(1);
    }

    [Fact]
    public void Base64_that_is_none_is_refused() =>
        Refusal(new TranscriptionForm(Texts("glm-asr-2512"), [], File: null, Encoding.ASCII.GetBytes("data:audio/wav;base64,AAAA")))
            .Message.ShouldStartWith("file_base64");

    [Theory]
    [InlineData(100, false)]
    [InlineData(101, true)]
    public void At_most_a_hundred_hotwords_are_taken_in_either_form(int count, bool isRefused)
    {
        var words = Enumerable.Range(0, count).Select(number => $"word{number}").ToList();
        var form = Form("glm-asr-2512");

        TranscriptionRequest.From(form with { Hotwords = words }).IsRefused(out _, out _).ShouldBe(isRefused);
        TranscriptionRequest.From(form with { Hotwords = [$"[{string.Join(',', words.Select(word => $"\"{word}\""))}]"] })
            .IsRefused(out _, out _).ShouldBe(isRefused);
    }

    private static ApiError Refusal(TranscriptionForm form)
    {
        TranscriptionRequest.From(form).IsRefused(out var error, out _).ShouldBeTrue();
        return error!;
    }

    private static TranscriptionForm Form(string model, params (string Field, string Value)[] fields)
    {
        var texts = Texts(model);
        foreach (var (field, value) in fields)
            texts[field] = value;
        return new TranscriptionForm(texts, [], new byte[] { 1 }, FileBase64: null);
    }

    private static Dictionary<string, string> Texts(string model) => new(StringComparer.Ordinal) { ["model"] = model };
}
