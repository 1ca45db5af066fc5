using System.Runtime.Versioning;
using Longhand.SpeechServer;
using Longhand.SpeechServer.Audio;
using Microsoft.Extensions.Options;

namespace Longhand.Tests.SpeechServer;

public sealed class AudioDecoderTests
{
    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task Ffmpeg_is_given_nothing_of_the_environment_that_could_be_a_key()
    {
        var folder = Directory.CreateTempSubdirectory("longhand-ffmpeg-");
        try
        {
            var program = Path.Combine(folder.FullName, "ffmpeg");
            await File.WriteAllTextAsync(
                program, "#!/bin/sh\nenv > \"$(dirname \"$0\")/given\"\n", TestContext.Current.CancellationToken);
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
            Environment.SetEnvironmentVariable("LONGHAND_TEST_KEY", "secret");
            var options = Options.Create(new SpeechServerOptions { Ffmpeg = program });

            await new AudioDecoder(options, TimeProvider.System)
                .CheckInstalledAsync(TestContext.Current.CancellationToken);

            var given = await File.ReadAllTextAsync(
                Path.Combine(folder.FullName, "given"), TestContext.Current.CancellationToken);
            given.ShouldContain("PATH=");
            given.ShouldNotContain("LONGHAND_TEST_KEY");
        }
        finally
        {
            Environment.SetEnvironmentVariable("LONGHAND_TEST_KEY", null);
            folder.Delete(recursive: true);
        }
    }
}
