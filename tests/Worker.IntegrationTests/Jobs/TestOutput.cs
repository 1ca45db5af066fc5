using Microsoft.Extensions.Logging;

namespace Longhand.IntegrationTests.Jobs;

/// <summary>Puts what a host logs beside the test that started it.</summary>
internal sealed class TestOutput : ILoggerProvider, ILogger
{
    private readonly ITestOutputHelper? output = TestContext.Current.TestOutputHelper;

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        try
        {
            output?.WriteLine($"{TimeProvider.System.GetUtcNow():HH:mm:ss.fff} {logLevel} {formatter(state, exception)} {exception}");
        }
        catch (InvalidOperationException)
        {
            // A host that is still stopping outlives its test, and the test's output with it.
        }
    }

    public void Dispose()
    {
    }
}
