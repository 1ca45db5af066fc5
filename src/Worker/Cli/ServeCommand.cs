using System.CommandLine;
using System.CommandLine.Parsing;
using Longhand.Hosting;

namespace Longhand.Cli;

/// <summary><c>longhand serve</c>: the worker with all its doors.</summary>
internal sealed class ServeCommand : Command
{
    private readonly Func<ServeSettings, CancellationToken, Task<int>> serve;

    private readonly Option<string> urls = new("--urls")
    {
        Description = "Addresses to listen at, separated by ';' [default: http://127.0.0.1:8765]",
        HelpName = "ADDRESS",
    };

    private readonly Option<bool> noJobs = new("--no-jobs")
    {
        Description = "Take recordings in and show them, but leave the work to other workers on the same database",
    };

    public ServeCommand(Func<ServeSettings, CancellationToken, Task<int>> serve)
        : base("serve", "Run the worker: HTTP API, dashboard, watched folder and jobs. Any setting of appsettings.json can be given as --Section:Key=value, or in the environment as Section__Key.")
    {
        this.serve = serve;
        AddTo(this);
    }

    /// <summary>Makes the root command take this one's options and do what it does.</summary>
    public void MakeDefaultOf(RootCommand root) => AddTo(root);

    private void AddTo(Command command)
    {
        command.Add(urls);
        command.Add(noJobs);
        // Settings have names that only the rooms know.
        command.TreatUnmatchedTokensAsErrors = false;
        command.Validators.Add(Check);
        command.SetAction((parsed, cancellationToken) => serve(Read(parsed), cancellationToken));
    }

    private static void Check(CommandResult result)
    {
        if (SettingArguments.Read(Unmatched(result)) is SettingArguments.Wrong wrong)
            result.AddError(wrong.Reason);
    }

    private static IReadOnlyList<string> Unmatched(CommandResult result) => [.. result.Tokens.Select(token => token.Value)];

    private ServeSettings Read(ParseResult parsed) => throw new NotSupportedException(parsed.ToString());
}
