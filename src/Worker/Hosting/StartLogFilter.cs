using Microsoft.Extensions.Options;

namespace Longhand.Hosting;

/// <summary>Keeps the framework from logging a stack trace for a failed start, of which one sentence is told.</summary>
internal sealed class StartLogFilter(StartGate gate) : IConfigureOptions<LoggerFilterOptions>
{
    private static readonly string[] Tellers = ["Microsoft.Extensions.Hosting.Internal.Host", "Microsoft.AspNetCore.Server.Kestrel"];

    public void Configure(LoggerFilterOptions options)
    {
        foreach (var teller in Tellers)
            options.Rules.Add(new LoggerFilterRule(null, teller, null, (_, _, level) => gate.IsOpen && level >= LogLevel.Warning));
    }
}
