namespace Longhand.IntegrationTests;

/// <summary>What a test measured beyond passing: <c>./test.sh</c> prints it.</summary>
internal static class Figure
{
    public static void Tell(string figure) => (TestContext.Current.TestOutputHelper
        ?? throw new InvalidOperationException("Only a test that runs has an output.")).WriteLine($"figure: {figure}");
}
