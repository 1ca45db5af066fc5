using System.Buffers;
using System.Buffers.Text;

namespace Longhand.SpeechServer.Api;

/// <summary>The bytes of a file as they were sent.</summary>
internal sealed record Upload(ReadOnlyMemory<byte> Content)
{
    public static Checked<Upload> FromBase64(ReadOnlyMemory<byte> text)
    {
        var decoded = new byte[Base64.GetMaxDecodedFromUtf8Length(text.Length)];
        if (Base64.DecodeFromUtf8(text.Span, decoded, out _, out var length) != OperationStatus.Done)
            return ApiError.InvalidField(
                "file_base64 is not base64: send the file's bytes in base64, without a \"data:\" prefix.");
        return length > ModelProfile.MaxFileBytes
            ? ApiError.TooLarge("file_base64")
            : new Upload(decoded.AsMemory(0, length));
    }
}
