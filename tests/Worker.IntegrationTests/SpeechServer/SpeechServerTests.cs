namespace Longhand.IntegrationTests.SpeechServer;

/// <summary>One server process for all contract tests: it takes seconds to load and tens of megabytes.</summary>
[CollectionDefinition(Name)]
public sealed class SpeechServerTests : ICollectionFixture<SpeechServerFixture>
{
    public const string Name = "Speech server";
}
