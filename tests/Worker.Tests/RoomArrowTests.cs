using System.Text.RegularExpressions;

namespace Longhand.Tests;

public sealed partial class RoomArrowTests
{
    /// <summary>What each room may know, nearest first; everything may know Recordings.</summary>
    private static readonly Dictionary<string, string[]> Known = new(StringComparer.Ordinal)
    {
        ["Recordings"] = [],
        ["Storage"] = ["Recordings"],
        ["Media"] = ["Recordings"],
        ["Splitting"] = ["Media", "Storage", "Recordings"],
        ["Recognition"] = ["Media", "Storage", "Recordings"],
        ["Stitching"] = ["Recordings"],
        ["Journey"] = ["Splitting", "Recognition", "Stitching", "Media", "Storage", "Jobs", "Recordings"],
        ["Jobs"] = ["Storage", "Recordings"],
        ["Intake"] = ["Jobs", "Media", "Storage", "Recordings"],
        ["Upkeep"] = ["Intake", "Jobs", "Storage", "Recordings"],
    };

    public static TheoryData<string> Rooms => [.. Known.Keys];

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_room_knows_only_the_rooms_behind_it(string room)
    {
        var used = Directory.EnumerateFiles(Path.Combine(Pipeline, room), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => RoomNames().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups["room"].Value)
            .Where(name => name != room && Known.ContainsKey(name))
            .Distinct(StringComparer.Ordinal);

        used.ShouldBeSubsetOf(Known[room]);
    }

    [Fact]
    public void Every_folder_of_the_pipeline_is_a_room_with_its_arrows()
    {
        var folders = Directory.EnumerateDirectories(Pipeline).Select(Path.GetFileName).Except(["bin", "obj"]);

        folders.ShouldBe(Known.Keys, ignoreOrder: true);
    }

    [Fact]
    public void Only_the_jobs_room_names_the_queue_engine()
    {
        var sources = Directory.EnumerateFiles(Path.Combine(Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}"))
            .Where(file => !file.StartsWith(Path.Combine(Pipeline, "Jobs"), StringComparison.Ordinal));

        sources.Where(file => File.ReadAllText(file).Contains("using Quartz")).ShouldBeEmpty();
    }

    private static string Root { get; } = FindRoot();

    private static string Pipeline => Path.Combine(Root, "src", "Pipeline");

    [GeneratedRegex(@"\bLonghand\.(?<room>[A-Z]\w+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex RoomNames();

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Worker.sln")))
                return folder.FullName;
        throw new DirectoryNotFoundException("No folder above the tests holds Worker.sln.");
    }
}
