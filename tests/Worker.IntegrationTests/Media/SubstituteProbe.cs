namespace Longhand.IntegrationTests.Media;

/// <summary>A program in ffprobe's place that does what a test needs done to it.</summary>
internal sealed class SubstituteProbe : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("longhand-probe-");

    public SubstituteProbe(string script)
    {
        if (OperatingSystem.IsWindows())
            throw new PlatformNotSupportedException("A shell script stands in for ffprobe.");
        File.WriteAllText(Path, $"#!/bin/sh\n{script}\n");
        File.SetUnixFileMode(Path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    public string Path => System.IO.Path.Combine(folder.FullName, "ffprobe");

    public void Dispose() => folder.Delete(recursive: true);
}
