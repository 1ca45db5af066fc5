using Longhand.SpeechServer.Audio;

namespace Longhand.Tests.SpeechServer;

public sealed class AudioSnifferTests
{
    [Theory]
    [InlineData("52494646 24000000 57415645 666d7420", AudioFormat.Wav)]
    [InlineData("49443304 00000000", AudioFormat.Mp3)]
    [InlineData("fffb9064 00000000", AudioFormat.Mp3)]
    [InlineData("fff348c4 00000000", AudioFormat.Mp3)]
    public void Wav_and_mp3_are_known_by_their_first_bytes(string hex, object format) =>
        AudioSniffer.FormatOf(Bytes(hex)).ShouldBe(format);

    [Theory]
    [InlineData("")]
    [InlineData("52494646")]
    [InlineData("52494646 24000000 41564920")]
    [InlineData("4f676753 00020000")]
    [InlineData("664c6143 00000022")]
    [InlineData("1a45dfa3 01000000")]
    [InlineData("fff15080 00000000")]
    [InlineData("fffbf064 00000000")]
    [InlineData("fffb9c64 00000000")]
    [InlineData("23455854 4d335500")]
    public void Everything_else_is_unknown_whatever_its_name(string hex) => AudioSniffer.FormatOf(Bytes(hex)).ShouldBeNull();

    private static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace(" ", ""));
}
