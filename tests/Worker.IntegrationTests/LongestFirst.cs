using Xunit.Sdk;
using Xunit.v3;

namespace Longhand.IntegrationTests;

/// <summary>Has the rooms whose classes take minutes begun first, so that none of them is left alone at the end.</summary>
/// <remarks>The runner begins with as many from the front as run at once, and takes the others from the back.</remarks>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private const string Longest = ".Chaos.";

    private static readonly string[] Rooms = [".Journey.", ".Stitching.", ".Media.", ".Splitting."];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(
        IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [
            .. testCollections
                .OrderByDescending(tests => IsOf(tests, Longest))
                .ThenByDescending(RoomOf)
                .ThenBy(tests => tests.TestCollectionDisplayName, StringComparer.Ordinal),
        ];

    private static int RoomOf<TTestCollection>(TTestCollection tests)
        where TTestCollection : ITestCollection
    {
        var room = Array.FindIndex(Rooms, name => IsOf(tests, name));
        return room < 0 ? Rooms.Length : room;
    }

    private static bool IsOf<TTestCollection>(TTestCollection tests, string room)
        where TTestCollection : ITestCollection =>
        tests.TestCollectionDisplayName.Contains(room, StringComparison.Ordinal);
}
