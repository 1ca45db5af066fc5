using Longhand.Requests;
using Microsoft.AspNetCore.WebUtilities;

namespace Longhand.Api;

/// <summary>The content of a form's file, which ends well only where the form ends with it.</summary>
internal sealed class OnlyPart(MultipartReader form, MultipartSection part) : ReadOnlyStream
{
    private readonly FilePart file = new(part);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await file.ReadAsync(buffer, cancellationToken);
        // Looked for before the last byte counts as stored, since a recording that is accepted is accepted for good.
        if (read == 0 && buffer.Length > 0 && await HasMoreAsync(cancellationToken))
            throw new UploadBrokenException(
                StatusCodes.Status400BadRequest, "The form holds more than the file; send one recording per request, as its only part.");
        return read;
    }

    private async Task<bool> HasMoreAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await form.ReadNextSectionAsync(cancellationToken) is not null;
        }
        catch (Exception malformed) when (malformed is IOException or InvalidDataException)
        {
            throw UploadBrokenException.CutOff(malformed);
        }
    }
}
