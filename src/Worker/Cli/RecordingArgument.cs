using System.CommandLine;
using Longhand.Recordings;

namespace Longhand.Cli;

/// <summary>The recording that a command is about.</summary>
internal sealed class RecordingArgument : Argument<string>
{
    public RecordingArgument()
        : base("ID")
    {
        Description = "The recording's id, as 'longhand list' shows it";
        Validators.Add(result =>
        {
            if (result.Tokens is [var token, ..] && !RecordingId.TryParse(token.Value, null, out _))
                result.AddError($"'{token.Value}' is no recording's id; 'longhand list' shows them.");
        });
    }
}
