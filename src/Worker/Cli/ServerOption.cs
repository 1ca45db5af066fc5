using System.CommandLine;

namespace Longhand.Cli;

/// <summary><c>--server</c>: the worker that a command talks to.</summary>
internal sealed class ServerOption : Option<Uri>
{
    private const string Variable = "LONGHAND_SERVER";

    private const string Default = "http://127.0.0.1:8500";

    public ServerOption()
        : base("--server")
    {
        Description = $"The worker's address; or set {Variable}";
        HelpName = "ADDRESS";
        DefaultValueFactory = _ => Read(Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } set ? set : Default)!;
        CustomParser = result =>
        {
            var address = Read(result.Tokens[0].Value);
            if (address is null)
                result.AddError($"'{result.Tokens[0].Value}' is no worker's address; one looks like {Default}.");
            return address;
        };
    }

    /// <summary>Null where the text is no HTTP address; a path in it is kept.</summary>
    private static Uri? Read(string text) =>
        Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address : null;
}
