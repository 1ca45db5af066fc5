namespace Longhand.Recognition;

/// <summary>Where calls go.</summary>
internal static class AsrAddress
{
    /// <summary>
    /// The profile's path below the base address. What both have in common is written once, since people paste
    /// addresses that go on to <c>/v1</c>, to <c>/paas/v4</c> or to the end.
    /// </summary>
    public static Uri Of(RecognitionOptions options)
    {
        var path = Parts(PathOf(options.ProfileInUse()));
        var root = Parts(options.BaseAddress.AbsolutePath);
        var shared = Enumerable.Range(0, Math.Min(path.Length, root.Length) + 1)
            .Last(count => root.AsSpan(root.Length - count).SequenceEqual(path.AsSpan(0, count)));
        return new Uri(options.BaseAddress, $"/{string.Join('/', [.. root, .. path[shared..]])}");
    }

    private static string PathOf(ModelProfile profile) => profile switch
    {
        { Path: { } path } when !string.IsNullOrWhiteSpace(path) => path,
        { Dialect: SpeechDialect.OpenAi } => "v1/audio/transcriptions",
        _ => "paas/v4/audio/transcriptions",
    };

    private static string[] Parts(string path) =>
        path.Split('/', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
