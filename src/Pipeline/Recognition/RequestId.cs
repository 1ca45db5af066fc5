using System.Security.Cryptography;

namespace Longhand.Recognition;

/// <summary>Names one call, so that the API's side of a story can be laid beside ours.</summary>
internal static class RequestId
{
    // The API refuses an id it has seen (1231), and a recording's later run counts its calls from 1 again.
    private const int RandomCharacters = 8;

    /// <summary>
    /// The recording, the first sample sent, the call's number, and what makes it unique: at most 64 characters.
    /// </summary>
    public static string For(SegmentAudio audio, int call) =>
        $"{audio.RecordingId.Value:N}-{audio.Sent.Start}-{call}-"
        + RandomNumberGenerator.GetHexString(RandomCharacters, lowercase: true);
}
