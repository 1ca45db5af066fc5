using System.CommandLine;
using System.CommandLine.Parsing;
using Longhand.Hosting;

namespace Longhand.Cli;

/// <summary><c>longhand serve</c>: the worker with all its doors.</summary>
internal sealed class ServeCommand : Command
{
    private readonly Option<string> urls = new("--urls")
    {
        Description = "Addresses to listen at, separated by ';' (default: http://127.0.0.1:8500)",
        HelpName = "ADDRESS",
    };

    private readonly Option<bool> noJobs = new("--no-jobs")
    {
        Description = "Take recordings in and show them, but leave the work to other workers on the same database",
    };

    private readonly Argument<string[]> settings = new("SETTING")
    {
        Description = "Any setting of appsettings.json, as --Section:Key=value; in the environment it is Section__Key=value",
        Arity = ArgumentArity.ZeroOrMore,
    };

    /// <param name="serve">Serves until the process is told to stop; returns its exit code.</param>
    public ServeCommand(Func<ServeSettings, CancellationToken, Task<int>> serve)
        : base("serve", "Run the worker: HTTP API, dashboard, watched folder and jobs.")
    {
        Add(urls);
        Add(noJobs);
        Add(settings);
        Validators.Add(Check);
        SetAction((parsed, cancellationToken) => serve(Read(parsed), cancellationToken));
    }

    private void Check(CommandResult result)
    {
        if (SettingArguments.Read(result.GetValue(settings) ?? []) is SettingArguments.Wrong wrong)
            result.AddError(wrong.Reason);
    }

    internal ServeSettings Read(ParseResult parsed)
    {
        var values = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        if (SettingArguments.Read(parsed.GetValue(settings) ?? []) is SettingArguments.Settings given)
            foreach (var (key, value) in given.Values)
                values[key] = value;
        if (parsed.GetValue(urls) is { } addresses)
            values[WebHostDefaults.ServerUrlsKey] = addresses;
        return new ServeSettings(!parsed.GetValue(noJobs), values);
    }
}
