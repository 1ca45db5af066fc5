using Longhand.Intake;
using Longhand.Recordings;
using Longhand.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Longhand.Tests.Intake;

public sealed class FullStoreTests : IOptions<StorageOptions>, IDisposable
{
    private readonly DirectoryInfo home = Directory.CreateTempSubdirectory("longhand-full-");
    private long minFreeBytes;

    public StorageOptions Value => new() { AudioFolder = home.FullName, MinFreeBytes = minFreeBytes };

    [Fact]
    public async Task Room_that_goes_while_a_file_comes_in_is_no_room_and_leaves_nothing()
    {
        var content = new EndlessStream(() => minFreeBytes = long.MaxValue);

        var result = await ReceiveAsync(content);

        result.ShouldBeOfType<IntakeResult.NoRoom>().Reason.ShouldContain("Storage:MinFreeBytes");
        home.GetFileSystemInfos().ShouldBeEmpty();
    }

    [Theory]
    [InlineData(28)]
    [InlineData(122)]
    public async Task A_full_disk_and_a_full_quota_are_no_room(int error)
    {
        var content = new EndlessStream(() => throw new IOException("full", error));

        (await ReceiveAsync(content)).ShouldBeOfType<IntakeResult.NoRoom>();
        home.GetFileSystemInfos().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_store_that_takes_no_files_is_no_room_and_says_why()
    {
        const int readOnly = 30;
        var content = new EndlessStream(() => throw new IOException("Read-only file system", readOnly));

        (await ReceiveAsync(content)).ShouldBeOfType<IntakeResult.NoRoom>().Reason.ShouldBe(
            "The file can't be stored (Read-only file system). Let the worker write to its audio folder and hand the file in again.");
        home.GetFileSystemInfos().ShouldBeEmpty();
    }

    public void Dispose() => home.Delete(recursive: true);

    private Task<IntakeResult> ReceiveAsync(Stream content) =>
        new RecordingIntake(
            new AudioFiles(this, TimeProvider.System),
            null!,
            null!,
            TimeProvider.System,
            NullLogger<RecordingIntake>.Instance)
            .ReceiveAsync(
                new IncomingRecording("a.mp3", RecordingDoor.Api, null, content), TestContext.Current.CancellationToken);
}
