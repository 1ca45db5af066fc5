using Longhand.Recognition;

namespace Longhand.Tests.Recognition;

public sealed class AsrAddressTests
{
    [Theory]
    [InlineData("openai", "http://127.0.0.1:8000", "http://127.0.0.1:8000/v1/audio/transcriptions")]
    [InlineData("openai", "http://127.0.0.1:8000/", "http://127.0.0.1:8000/v1/audio/transcriptions")]
    [InlineData("openai", "https://api.openai.com/v1", "https://api.openai.com/v1/audio/transcriptions")]
    [InlineData("openai", "https://api.openai.com/v1/", "https://api.openai.com/v1/audio/transcriptions")]
    [InlineData("openai", "https://api.groq.com/openai/v1", "https://api.groq.com/openai/v1/audio/transcriptions")]
    [InlineData("openai", "http://there/v1/audio/transcriptions", "http://there/v1/audio/transcriptions")]
    [InlineData("openai", "http://there/my%20engine", "http://there/my%20engine/v1/audio/transcriptions")]
    [InlineData("openai", "http://there/v1beta", "http://there/v1beta/v1/audio/transcriptions")]
    [InlineData("whisper-1", "https://api.openai.com", "https://api.openai.com/v1/audio/transcriptions")]
    [InlineData("glm-asr", "https://open.bigmodel.cn/api/", "https://open.bigmodel.cn/api/paas/v4/audio/transcriptions")]
    [InlineData("glm-asr", "https://open.bigmodel.cn/api/paas/v4", "https://open.bigmodel.cn/api/paas/v4/audio/transcriptions")]
    [InlineData("glm-asr", "http://127.0.0.1:8080/api", "http://127.0.0.1:8080/api/paas/v4/audio/transcriptions")]
    public void What_people_paste_leads_to_the_endpoint(string profile, string pasted, string address) =>
        AsrAddress.Of(new RecognitionOptions { Profile = profile, BaseAddress = new Uri(pasted) })
            .AbsoluteUri.ShouldBe(address);

    [Theory]
    [InlineData("inference", "http://there/inference")]
    [InlineData("/audio/transcriptions", "http://there/audio/transcriptions")]
    public void A_profile_may_have_a_path_of_its_own(string path, string address)
    {
        var options = new RecognitionOptions
        {
            BaseAddress = new Uri("http://there/"),
            Profile = "mine",
            Profiles = { ["mine"] = new ModelProfile { Path = path } },
        };

        AsrAddress.Of(options).AbsoluteUri.ShouldBe(address);
    }
}
