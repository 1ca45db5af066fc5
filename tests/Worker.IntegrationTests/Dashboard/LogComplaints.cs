using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Longhand.IntegrationTests.Dashboard;

/// <summary>Keeps what a host logs as a warning or worse.</summary>
internal sealed class LogComplaints : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> lines = [];

    public IReadOnlyCollection<string> Lines => lines;

    public ILogger CreateLogger(string categoryName) => this;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
            lines.Enqueue($"{logLevel}: {formatter(state, exception)} {exception}");
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Dispose()
    {
    }
}
