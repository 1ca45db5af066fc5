using Microsoft.AspNetCore.WebUtilities;

namespace Longhand.Requests;

/// <summary>The content of one of a form's files, which tells a form that was cut off from trouble with the disk.</summary>
internal sealed class FilePart(MultipartSection part) : ReadOnlyStream
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            return await part.Body.ReadAsync(buffer, cancellationToken);
        }
        catch (Exception malformed) when (malformed is IOException or InvalidDataException)
        {
            throw UploadBrokenException.CutOff(malformed);
        }
    }
}
