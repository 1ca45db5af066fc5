using Longhand.Splitting;

namespace Longhand.Tests.Splitting;

public sealed class WavFileTests
{
    [Fact]
    public void The_header_tells_16_kHz_mono_s16_and_both_lengths()
    {
        var header = WavFile.Header(32_000);

        Convert.ToHexString(header).ShouldBe(
            "52494646" + "247D0000" + "57415645" + "666D7420" + "10000000" + "0100" + "0100" + "803E0000" + "007D0000" + "0200" + "1000" + "64617461" + "007D0000");
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_leaves_nothing_and_says_where()
    {
        var folder = Directory.CreateTempSubdirectory("wav-").FullName;
        var path = Path.Combine(folder, "segment.wav");
        // A folder in its place cannot be replaced by a file.
        Directory.CreateDirectory(path);

        var failure = await Should.ThrowAsync<IOException>(() => WavFile.WriteAsync(path, new byte[320], CancellationToken.None));

        failure.Message.ShouldContain(path);
        Directory.GetFiles(folder).ShouldBeEmpty();
        Directory.Delete(folder, recursive: true);
    }
}
