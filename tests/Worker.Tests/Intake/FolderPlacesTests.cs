using System.Diagnostics;
using System.Text;
using Longhand.Intake;
using Longhand.Recordings;

namespace Longhand.Tests.Intake;

public sealed class FolderPlacesTests : IDisposable
{
    private readonly DirectoryInfo home = Directory.CreateTempSubdirectory("longhand-places-");
    private readonly FolderPlaces places;

    public FolderPlacesTests()
    {
        places = new FolderPlaces(home.FullName);
        places.Create();
    }

    [Fact]
    public async Task Names_that_are_not_utf8_are_told_of_and_the_other_files_are_seen()
    {
        await File.WriteAllTextAsync(At("good.mp3"), "sound", TestContext.Current.CancellationToken);
        using (var make = Process.Start("bash", ["-c", "cd \"$1\"; echo 1 >$'caf\\xe9.mp3'; mkdir $'d\\xe9'; echo 1 >$'d\\xe9/a.mp3'", "-", home.FullName]))
            await make.WaitForExitAsync(TestContext.Current.CancellationToken);
        var unseen = new List<(string Path, Exception Trouble)>();

        var files = places.Look((path, trouble) => unseen.Add((path, trouble)));

        files.Select(file => file.Path).ShouldBe(["good.mp3"]);
        unseen.Select(entry => entry.Path).Order().ShouldBe(["caf\uFFFD.mp3", "d\uFFFD"]);
        unseen.ShouldAllBe(entry => entry.Trouble.Message.Contains("UTF-8"));
        // .NET cannot remove such names either.
        using var remove = Process.Start("rm", ["-rf", home.FullName]);
        await remove.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("录")]
    [InlineData("🎙")]
    public void A_name_as_long_as_can_be_goes_on_all_the_same(string letter)
    {
        var name = string.Concat(Enumerable.Repeat(letter, 251 / Encoding.UTF8.GetByteCount(letter))) + ".mp3";

        foreach (var _ in Enumerable.Range(0, 2))
        {
            GoOn(name, (id, taken) => places.Reject(id, taken, name, "It is no sound."));
            GoOn(name, (id, taken) => places.Accept(id, taken, name));
        }

        Directory.GetFiles(At("accepted"), "*.mp3").Length.ShouldBe(2);
        var rejected = Directory.GetFiles(At("rejected"), "*.mp3");
        rejected.Length.ShouldBe(2);
        rejected.ShouldAllBe(path => File.Exists(path + ".reason.txt"));
        rejected.ShouldAllBe(path => !path.Contains('\uFFFD'));
        places.Taken().ShouldBeEmpty();
    }

    [Fact]
    public void A_file_that_cannot_be_moved_leaves_no_claim_behind()
    {
        // Short enough to lie here, too long to lie one folder lower.
        var path = home.FullName;
        while (path.Length + 200 < 4050)
            path = Path.Combine(path, new string('d', Math.Min(200, 4050 - path.Length)));
        Directory.CreateDirectory(path);
        path = Path.Combine(path, new string('f', 4080 - path.Length - 1));
        File.WriteAllText(path, "sound");
        var file = new FolderFile(Path.GetRelativePath(home.FullName, path), 5, DateTime.UnixEpoch);

        Should.Throw<IOException>(() => places.TryTake(file, RecordingId.New(TimeProvider.System)));

        File.Exists(path).ShouldBeTrue();
        Directory.GetFileSystemEntries(At(".taking")).ShouldBeEmpty();
    }

    public void Dispose()
    {
        if (home.Exists && Directory.Exists(home.FullName))
            home.Delete(recursive: true);
    }

    private string At(string name) => Path.Combine(home.FullName, name);

    private void GoOn(string name, Action<RecordingId, string> goOn)
    {
        File.WriteAllText(At(name), "sound");
        var id = RecordingId.New(TimeProvider.System);
        places.TryTake(new FolderFile(name, 5, DateTime.UnixEpoch), id).ShouldBeTrue();
        goOn(id, places.Taken().ShouldHaveSingleItem().TakenPath);
    }
}
