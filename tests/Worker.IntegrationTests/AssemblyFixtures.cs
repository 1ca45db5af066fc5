using Longhand.Support;

[assembly: AssemblyFixture(typeof(PostgresCluster))]
