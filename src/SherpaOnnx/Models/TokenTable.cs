using System.Text;
using System.Text.RegularExpressions;

namespace Longhand.SherpaOnnx;

/// <summary>Turns the vocabulary inside llama-tokenizer-js into the tokens file that sherpa-onnx reads.</summary>
internal static partial class TokenTable
{
    // <unk>, <s> and </s>: the engine skips ids it has no line for, which is what these should become.
    private const int SpecialTokens = 3;

    public static IEnumerable<string> LinesFrom(string tokenizerScript)
    {
        var vocabulary = Vocabulary().Match(tokenizerScript);
        if (!vocabulary.Success)
            throw new SpeechModelsException(
                "llama-tokenizer.js holds no vocabulary: run \"npm ci\" in the models folder to install it again.");

        return Encoding.UTF8.GetString(Convert.FromBase64String(vocabulary.Groups["base64"].Value))
            .Split('\n')
            .Select((piece, id) => (piece, id))
            .Skip(SpecialTokens)
            .Select(token => $"{Convert.ToBase64String(BytesOf(token.piece))} {token.id}");
    }

    private static byte[] BytesOf(string piece) => SingleByte().Match(piece) is { Success: true } single
        ? Convert.FromHexString(single.Groups["hex"].ValueSpan)
        : Encoding.UTF8.GetBytes(piece.Replace('\u2581', ' '));

    [GeneratedRegex("llama_vocab_base64 = \"(?<base64>[A-Za-z0-9+/=]+)\"", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Vocabulary();

    [GeneratedRegex("^<0x(?<hex>[0-9A-F]{2})>$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SingleByte();
}
