namespace Longhand.IntegrationTests.Media;

/// <summary>One spoken recording that the tests of a class make their files from.</summary>
public sealed class SpokenMaster : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("longhand-master-").FullName;

    public const double Seconds = 95;

    /// <summary>Nobody speaks from here on.</summary>
    public const double LastWord = 90;

    public string Path => System.IO.Path.Combine(_folder, "master.wav");

    internal short[] Samples { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        // A little noise, as every room has: codecs that leave out silence keep the rest of it.
        await Speech.ComposeAsync(Path, Seconds, seed: 21, noise: 8);
        Samples = await Ffmpeg.SamplesAsync("-i", Path);
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
