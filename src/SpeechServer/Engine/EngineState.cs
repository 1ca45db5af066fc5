namespace Longhand.SpeechServer.Engine;

/// <summary>The engine, once it is loaded and has proved that it hears.</summary>
internal sealed class EngineState : IDisposable
{
    private volatile SpeechEngine? ready;

    public SpeechEngine? Ready => ready;

    public void Open(SpeechEngine engine) => ready = engine;

    public void Dispose() => ready?.Dispose();
}
