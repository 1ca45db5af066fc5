namespace Longhand.SpeechServer.Audio;

// A file's name says nothing about it: a playlist named .mp3 would make ffmpeg read other files of this machine.
internal static class AudioSniffer
{
    public static AudioFormat? FormatOf(ReadOnlySpan<byte> content)
    {
        if (content.Length >= 12 && content.StartsWith("RIFF"u8) && content[8..].StartsWith("WAVE"u8))
            return AudioFormat.Wav;
        return content.StartsWith("ID3"u8) || IsLayerThreeFrame(content) ? AudioFormat.Mp3 : null;
    }

    private static bool IsLayerThreeFrame(ReadOnlySpan<byte> content)
    {
        if (content.Length < 4 || content[0] != 0xFF || (content[1] & 0xE0) != 0xE0)
            return false;
        var isKnownVersion = (content[1] & 0x18) != 0x08;
        var isLayerThree = (content[1] & 0x06) == 0x02;
        var isKnownBitRate = (content[2] & 0xF0) != 0xF0;
        var isKnownSampleRate = (content[2] & 0x0C) != 0x0C;
        return isKnownVersion && isLayerThree && isKnownBitRate && isKnownSampleRate;
    }
}
