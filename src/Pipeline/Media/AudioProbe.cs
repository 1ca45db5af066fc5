using Longhand.Recordings;

namespace Longhand.Media;

/// <summary>Asks a file what audio it holds.</summary>
public sealed class AudioProbe(TimeProvider clock)
{
    public async Task<AudioDescription> ProbeAsync(string path, CancellationToken cancellationToken)
    {
        await Task.Delay(TimeSpan.Zero, clock, cancellationToken);
        throw new PermanentFailureException($"{path} is not probed.");
    }
}
