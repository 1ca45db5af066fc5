namespace Longhand.Hosting;

/// <summary>Whether the start is over.</summary>
internal sealed class StartGate
{
    private volatile bool open;

    public bool IsOpen => open;

    public void Open() => open = true;
}
