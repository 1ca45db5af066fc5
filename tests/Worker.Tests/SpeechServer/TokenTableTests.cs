using System.Text;
using Longhand.SherpaOnnx;

namespace Longhand.Tests.SpeechServer;

public sealed class TokenTableTests
{
    [Fact]
    public void Pieces_become_base64_of_their_bytes_with_their_id()
    {
        var script = Script("<unk>", "<s>", "</s>", "<0x0A>", "\u2581the", "é");

        var lines = TokenTable.LinesFrom(script).ToList();

        lines.ShouldBe([$"{Base64("\n")} 3", $"{Base64(" the")} 4", $"{Base64("é")} 5"]);
    }

    [Fact]
    public void A_script_without_a_vocabulary_is_refused_with_the_way_out() =>
        Should.Throw<SpeechModelsException>(() => TokenTable.LinesFrom("export default {}").ToList()).Message
            .ShouldContain("npm ci");

    private static string Script(params string[] pieces) =>
        $"const llama_vocab_base64 = \"{Base64(string.Join('\n', pieces))}\";";

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
