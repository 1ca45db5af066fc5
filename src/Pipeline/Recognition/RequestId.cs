using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Longhand.Recognition;

/// <summary>Names one call, so that the API's side of a story can be laid beside ours.</summary>
internal static partial class RequestId
{
    // The API refuses an id it has seen (1231), and a recording's later run counts its calls from 1 again.
    private const int RandomCharacters = 8;

    /// <summary>
    /// The recording, the first sample sent, the call's number, and what makes it unique: at most 64 characters.
    /// </summary>
    public static string For(SegmentAudio audio, int call) =>
        $"{audio.RecordingId.Value:N}-{audio.Sent.Start}-{call}-"
        + RandomNumberGenerator.GetHexString(RandomCharacters, lowercase: true);

    /// <summary>
    /// An answer that carries another call's id is that call's: its words belong elsewhere. Services name answers their
    /// own way too, so only an id of this form counts.
    /// </summary>
    public static bool IsOfAnother(string? answered, string requestId) =>
        answered is not null
        && !string.Equals(answered, requestId, StringComparison.OrdinalIgnoreCase)
        && Form().IsMatch(answered);

    [GeneratedRegex(
        "^[0-9a-f]{32}-[0-9]+-[0-9]+-[0-9a-f]{8}$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Form();
}
