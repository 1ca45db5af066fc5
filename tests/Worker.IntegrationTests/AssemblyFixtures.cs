using Longhand.Support;

[assembly: AssemblyFixture(typeof(PostgresCluster))]
// One more than there are cores where CI runs: half of the time the tests wait for other processes.
[assembly: CollectionBehavior(MaxParallelThreads = 3)]
