namespace Longhand.IntegrationTests.Api;

/// <summary>A folder that is gone with the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("longhand-");

    public string Path => folder.FullName;

    public void Dispose() => folder.Delete(recursive: true);
}
