namespace Longhand.Tests.Intake;

/// <summary>Zeros, up to a length that no test should reach; something happens when the first are read.</summary>
internal sealed class EndlessStream(Action firstRead) : MemoryStream
{
    private const long MaxBytes = 256L * 1024 * 1024;

    private long total;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (total == 0)
            firstRead();
        total += buffer.Length;
        return ValueTask.FromResult(total > MaxBytes ? 0 : buffer.Length);
    }
}
