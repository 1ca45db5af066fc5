using System.CommandLine;

namespace Longhand.Cli;

/// <summary>The recording that a command is about.</summary>
internal sealed class RecordingArgument : Argument<string>
{
    public RecordingArgument()
        : base("ID") => Description = "The recording's id, as 'longhand list' shows it";
}
