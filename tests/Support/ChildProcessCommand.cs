namespace Longhand.Support;

/// <summary>What to run, and with what around it.</summary>
/// <param name="Program">Its path, or its name on the PATH.</param>
/// <param name="Arguments">Each one argument, unquoted.</param>
public sealed record ChildProcessCommand(string Program, params IReadOnlyList<string> Arguments)
{
    /// <summary>Variables beside the inherited ones; null takes an inherited one away.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    /// <summary>The folder it starts in; by default ours.</summary>
    public string? WorkingFolder { get; init; }

    public override string ToString() => string.Join(' ', [Program, .. Arguments]);
}
