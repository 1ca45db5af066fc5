using System.CommandLine;
using Longhand.Hosting;

namespace Longhand.Cli;

/// <summary>The program's command line; without a command it serves.</summary>
internal sealed class LonghandCommand : RootCommand
{
    private readonly Command unnamed;

    /// <param name="unnamed">What is meant where no command is named.</param>
    /// <param name="others">The other commands.</param>
    public LonghandCommand(Command unnamed, params IReadOnlyList<Command> others)
        : base($"Turns recordings of any length into timed transcripts. Without a command it does '{unnamed.Name}'.")
    {
        this.unnamed = unnamed;
        HelpName = "longhand";
        Add(unnamed);
        foreach (var command in others)
            Add(command);
    }

    /// <summary>Reads the arguments.</summary>
    public ParseResult Read(IReadOnlyList<string> arguments) =>
        Parse(arguments.Count > 0 && IsNamed(arguments[0]) ? arguments : [unnamed.Name, .. arguments]);

    /// <summary>Runs what the arguments say; a failure that people can mend becomes one sentence on standard error.</summary>
    public async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, TextWriter error)
    {
        var parsed = Read(arguments);
        if (parsed.Errors.Count > 0)
        {
            foreach (var problem in parsed.Errors)
                await error.WriteLineAsync(problem.Message);
            await error.WriteLineAsync($"See '{HelpFor(arguments)}'.");
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
            await error.WriteLineAsync(Printable.Text(failure.Message));
            return failure.ExitCode;
        }
        catch (Exception failure) when (StartFault.Describe(failure) is { } sentence)
        {
            await error.WriteLineAsync(sentence);
            return ExitCode.Failed;
        }
    }

    private string HelpFor(IReadOnlyList<string> arguments) =>
        Subcommands.FirstOrDefault(command => arguments.Count > 0 && command.Name == arguments[0]) is { } named
            ? $"{HelpName} {named.Name} --help"
            : $"{HelpName} --help";

    private bool IsNamed(string first) =>
        Subcommands.Any(command => command.Name == first) || Options.Any(option => option.Name == first || option.Aliases.Contains(first));
}
