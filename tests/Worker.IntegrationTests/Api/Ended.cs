namespace Longhand.IntegrationTests.Api;

/// <summary>What a process left behind.</summary>
internal sealed record Ended(int ExitCode, string Output, string Error);
