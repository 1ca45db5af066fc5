namespace Longhand.IntegrationTests.Api;

/// <summary>Checks how a command ended.</summary>
internal static class Endings
{
    public static void ShouldBe(this Ended ended, int exitCode, string saying)
    {
        ended.Error.ShouldContain(saying);
        ended.ExitCode.ShouldBe(exitCode);
        ended.Error.ShouldNotContain("   at ");
    }
}
