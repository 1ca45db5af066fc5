using System.CommandLine;
using Longhand.Api;
using Longhand.Recordings;

namespace Longhand.Cli;

/// <summary>Which recordings go first.</summary>
internal sealed class PriorityOption : Option<short>
{
    public PriorityOption()
        : base("--priority")
    {
        Description = $"Recordings of the highest are started and sent first, {Recording.LowestPriority} to "
            + $"{Recording.HighestPriority}; by default 0";
        HelpName = "N";
        CustomParser = result =>
        {
            var priority = RecordingChoices.ReadPriority(result.Tokens[0].Value);
            if (priority is null)
                result.AddError(
                    $"--priority is '{result.Tokens[0].Value}'; it is a whole number from {Recording.LowestPriority} "
                    + $"to {Recording.HighestPriority}.");
            return priority ?? 0;
        };
    }
}
