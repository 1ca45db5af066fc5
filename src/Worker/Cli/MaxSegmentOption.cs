using System.CommandLine;
using Longhand.Api;
using Longhand.Recordings;

namespace Longhand.Cli;

/// <summary>The longest segment that is wanted.</summary>
internal sealed class MaxSegmentOption : Option<TimeSpan?>
{
    private static readonly string Least = RecordingChoices.Text(Recording.LeastMaxSegment);

    public MaxSegmentOption()
        : base("--max-segment")
    {
        Description = $"The longest piece to send to the speech API, at least {Least}; by default, and at most, what the model takes";
        HelpName = "SECONDS";
        CustomParser = result =>
        {
            var longest = RecordingChoices.ReadSeconds(result.Tokens[0].Value);
            if (longest is null || longest < Recording.LeastMaxSegment)
                result.AddError(
                    $"--max-segment is '{result.Tokens[0].Value}'; it is a number of seconds, at least {Least}.");
            return longest;
        };
    }
}
