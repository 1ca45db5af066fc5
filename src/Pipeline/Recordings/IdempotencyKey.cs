namespace Longhand.Recordings;

/// <summary>A client's name for one request, so that sending it again does not do again what it asks for.</summary>
/// <remarks>
/// As in the Internet-Draft "The Idempotency-Key HTTP Header Field" (draft-ietf-httpapi-idempotency-key-header-07), but
/// for three things. A key without the quotes of a structured field is the same key, because most clients send it so. A
/// key that stands for another request is answered with 409 instead of 422, which says here that a file can't be
/// transcribed. And a request that comes while the first of its key is in work waits for that, instead of being told
/// with 409 to come again. Only what was accepted is remembered: what was refused may be put right under its key.
/// </remarks>
public readonly record struct IdempotencyKey(string Value)
{
    public const int MaxLength = 255;

    /// <returns>False where the text is no key: 1 to 255 visible ASCII characters.</returns>
    public static bool TryRead(string text, out IdempotencyKey key)
    {
        var value = text is ['"', .. var quoted, '"'] ? quoted : text;
        key = new IdempotencyKey(value);
        return value.Length is > 0 and <= MaxLength && value.All(character => character is > ' ' and < '\u007F');
    }

    public override string ToString() => Value;
}
