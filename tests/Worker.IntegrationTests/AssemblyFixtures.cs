using Longhand.IntegrationTests;
using Longhand.Support;

[assembly: AssemblyFixture(typeof(PostgresCluster))]
[assembly: TestCollectionOrderer(typeof(LongestFirst))]
