namespace Longhand.SpeechServer.Audio;

internal enum AudioFormat
{
    Wav = 1,
    Mp3,
}
