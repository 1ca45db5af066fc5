namespace Longhand.Hosting;

/// <summary>What the command line says of a worker.</summary>
/// <param name="RunsJobs">Whether it transcribes, or only takes recordings in and shows them.</param>
/// <param name="Values">Settings that override the file's and the environment's.</param>
internal sealed record ServeSettings(bool RunsJobs, IReadOnlyDictionary<string, string?> Values);
