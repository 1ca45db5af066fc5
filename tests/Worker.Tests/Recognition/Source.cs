namespace Longhand.Tests.Recognition;

/// <summary>The product's own source, for tests of what only its text shows.</summary>
internal static class Source
{
    public static string Text(params string[] path) => File.ReadAllText(Path.Combine([Root, .. path]));

    private static readonly string Root = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Worker.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("No Worker.sln above the test's folder.");
        return folder.FullName;
    }
}
