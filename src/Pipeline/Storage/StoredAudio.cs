namespace Longhand.Storage;

/// <summary>A file that is wholly in the audio store.</summary>
/// <param name="Key">Its name there.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">Of its content.</param>
public sealed record StoredAudio(string Key, long Bytes, byte[] Sha256);
