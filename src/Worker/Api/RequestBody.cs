namespace Longhand.Api;

/// <summary>A request's body that tells its own failures from the disk's, and gives a silent client up.</summary>
internal sealed class RequestBody(Stream body, TimeSpan stallTimeout, TimeProvider clock) : ReadOnlyStream
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        using var stalled = new CancellationTokenSource(stallTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stalled.Token, cancellationToken);
        try
        {
            return await body.ReadAsync(buffer, either.Token);
        }
        catch (OperationCanceledException) when (stalled.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new UploadBrokenException(
                StatusCodes.Status408RequestTimeout, $"No byte came for {stallTimeout.TotalSeconds:0.#} s, so the upload was given up; nothing was kept. Send it again.");
        }
        catch (BadHttpRequestException broken)
        {
            throw new UploadBrokenException(broken.StatusCode, $"The upload was cut off: {broken.Message} Nothing was kept; send it again.", broken);
        }
        catch (IOException broken)
        {
            throw new UploadBrokenException(
                StatusCodes.Status400BadRequest, "The upload was cut off; nothing was kept. Send it again.", broken);
        }
    }
}
