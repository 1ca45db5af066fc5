using System.CommandLine;
using Longhand.Api;

namespace Longhand.Cli;

/// <summary>Which of a file's audio streams is meant.</summary>
internal sealed class StreamOption : Option<int?>
{
    public StreamOption()
        : base("--stream")
    {
        Description = "The audio stream to take: its index among all of the file's streams, as ffprobe counts "
            + "them; by default the default audio stream";
        HelpName = "N";
        CustomParser = result =>
        {
            var index = RecordingChoices.ReadStream(result.Tokens[0].Value);
            if (index is null)
                result.AddError(
                    $"--stream is '{result.Tokens[0].Value}'; it is a stream's index, a whole number from 0.");
            return index;
        };
    }
}
