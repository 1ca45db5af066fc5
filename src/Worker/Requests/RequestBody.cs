using System.Buffers;
using System.IO.Pipelines;

namespace Longhand.Requests;

/// <summary>A request's body that tells its own failures from the disk's, and gives a silent client up.</summary>
/// <param name="body">The body as the server reads it.</param>
/// <param name="stallTimeout">How long no byte may come.</param>
/// <param name="clock">Measures that.</param>
/// <param name="ending">Cancelled when the process can wait for no body any more.</param>
internal sealed class RequestBody(
    PipeReader body, TimeSpan stallTimeout, TimeProvider clock, CancellationToken ending) : ReadOnlyStream
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        using var stalled = new CancellationTokenSource(stallTimeout, clock);
        // Not by a token: a read that a token ends leaves Kestrel unable to drain the body, which it logs as an error of its own.
        await using var giveUp = stalled.Token.Register(body.CancelPendingRead);
        await using var leave = ending.Register(body.CancelPendingRead);
        try
        {
            while (true)
            {
                var read = await body.ReadAsync(cancellationToken);
                if (read.IsCanceled && (stalled.IsCancellationRequested || ending.IsCancellationRequested))
                {
                    body.AdvanceTo(read.Buffer.Start);
                    throw ending.IsCancellationRequested ? Leaving() : Stalled();
                }

                var length = (int)Math.Min(buffer.Length, read.Buffer.Length);
                read.Buffer.Slice(0, length).CopyTo(buffer.Span);
                body.AdvanceTo(read.Buffer.GetPosition(length));
                if (length > 0 || read.IsCompleted)
                    return length;
            }
        }
        catch (BadHttpRequestException broken)
        {
            throw new UploadBrokenException(
                broken.StatusCode, $"The upload was cut off: {broken.Message} Nothing of it was kept; send it again.", broken);
        }
        catch (IOException broken)
        {
            throw new UploadBrokenException(
                StatusCodes.Status400BadRequest, "The upload was cut off; nothing of it was kept. Send it again.", broken);
        }
    }

    private static UploadBrokenException Leaving() => new(
        StatusCodes.Status503ServiceUnavailable,
        "The worker stops, and the upload would take longer; nothing of it was kept. Send it again.");

    private UploadBrokenException Stalled() => new(
        StatusCodes.Status408RequestTimeout,
        $"No byte came for {stallTimeout.TotalSeconds:0.#} s, so the upload was given up; nothing of it was kept. Send it again.");
}
