using System.CommandLine;
using Longhand.Hosting;

namespace Longhand.Cli;

/// <summary>The program's command line; without a command it serves.</summary>
internal sealed class LonghandCommand : RootCommand
{
    public LonghandCommand(ServeCommand serve, params IReadOnlyList<Command> others)
        : base("Turns recordings of any length into timed transcripts.")
    {
        HelpName = "longhand";
        Add(serve);
        foreach (var command in others)
            Add(command);
        serve.MakeDefaultOf(this);
    }

    /// <summary>Runs what the arguments say; a failure that people can mend becomes one sentence on standard error.</summary>
    public async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, TextWriter error)
    {
        var parsed = Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            foreach (var problem in parsed.Errors)
                await error.WriteLineAsync(problem.Message);
            await error.WriteLineAsync("See 'longhand --help'.");
            return ExitCode.Usage;
        }

        try
        {
            return await parsed.InvokeAsync(
                new InvocationConfiguration
                {
                    Output = output,
                    Error = error,
                    EnableDefaultExceptionHandler = false,
                    // Serving ends by the host's own order, the rest by Interruption: neither is to be cut short.
                    ProcessTerminationTimeout = null,
                },
                CancellationToken.None);
        }
        catch (CommandFailedException failure)
        {
            await error.WriteLineAsync(failure.Message);
            return failure.ExitCode;
        }
        catch (Exception failure) when (StartFault.Describe(failure) is { } sentence)
        {
            await error.WriteLineAsync(sentence);
            return ExitCode.Failed;
        }
    }
}
