using System.Security.Cryptography;
using System.Text;
using Longhand.Recordings;
using Longhand.Storage;

namespace Longhand.Intake;

/// <summary>A file that is stored whole, and of which it is not known yet whether it is new.</summary>
/// <param name="Id">What it will be called if it is.</param>
/// <param name="Incoming">As it stood at the door.</param>
/// <param name="Stored">As it lies in the store.</param>
public sealed record Arrival(RecordingId Id, IncomingRecording Incoming, StoredAudio Stored)
{
    public long? MaxSegmentSamples { get; } =
        Incoming.MaxSegment is { } longest ? AudioClock.ToSamplesWithin(longest) : null;

    /// <summary>
    /// Equal for equal requests. The file's name does not count: a client may read it from a copy that is named anew.
    /// </summary>
    public byte[] RequestHash() => SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant(
        $"{Convert.ToHexStringLower(Stored.Sha256)} {Incoming.AudioStream} {MaxSegmentSamples} {Incoming.Priority} {Incoming.Again}")));
}
