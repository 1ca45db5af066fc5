using Longhand.Storage;

namespace Longhand.Tests.Storage;

public sealed class FolderEntriesTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("longhand-folder-");

    [Fact]
    public void A_folder_that_was_flushed_is_not_left_open()
    {
        File.WriteAllText(Path.Combine(folder.FullName, "file"), "");

        FolderEntries.Flush(folder.FullName);

        new DirectoryInfo("/proc/self/fd").EnumerateFileSystemInfos().Select(open => open.LinkTarget)
            .ShouldNotContain(folder.FullName);
    }

    [Fact]
    public void One_that_is_not_there_is_told_by_name()
    {
        var gone = Path.Combine(folder.FullName, "gone");

        Should.Throw<IOException>(() => FolderEntries.Flush(gone)).Message.ShouldBe(
            $"{gone} could not be flushed to its disk: No such file or directory.");
    }

    public void Dispose() => folder.Delete(recursive: true);
}
