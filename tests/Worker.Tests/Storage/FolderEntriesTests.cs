using Longhand.Storage;

namespace Longhand.Tests.Storage;

public sealed class FolderEntriesTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("longhand-folder-");

    [Fact]
    public void A_folder_is_flushed_as_often_as_wanted()
    {
        for (var round = 0; round < 2; round++)
        {
            File.WriteAllText(Path.Combine(folder.FullName, $"{round}"), "");
            FolderEntries.Flush(folder.FullName);
        }
    }

    [Fact]
    public void One_that_is_not_there_is_told_by_name()
    {
        var gone = Path.Combine(folder.FullName, "gone");

        Should.Throw<IOException>(() => FolderEntries.Flush(gone)).Message.ShouldBe($"{gone} could not be flushed to its disk: No such file or directory.");
    }

    public void Dispose() => folder.Delete(recursive: true);
}
