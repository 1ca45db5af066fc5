namespace Longhand.Recordings;

/// <summary>Whether a recording can do as it is told.</summary>
public abstract record CommandVerdict
{
    private CommandVerdict()
    {
    }

    /// <summary>It can.</summary>
    public sealed record Obey : CommandVerdict;

    /// <summary>It has done so already.</summary>
    public sealed record SoAlready : CommandVerdict;

    /// <summary>It cannot.</summary>
    /// <param name="Reason">The fact and the way out.</param>
    public sealed record Refuse(string Reason) : CommandVerdict;
}
