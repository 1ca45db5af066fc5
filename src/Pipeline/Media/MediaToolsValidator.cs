using Microsoft.Extensions.Options;

namespace Longhand.Media;

/// <summary>Refuses to start without ffmpeg, rather than to fail every recording.</summary>
internal sealed class MediaToolsValidator : IValidateOptions<MediaOptions>
{
    public ValidateOptionsResult Validate(string? name, MediaOptions options)
    {
        var missing = new[] { ("FfmpegPath", options.FfmpegPath), ("FfprobePath", options.FfprobePath) }
            .Where(tool => MediaTools.Find(tool.Item2) is null)
            .Select(tool => $"Media:{tool.Item1} ('{tool.Item2}') names no program that can be found: "
                + "install ffmpeg, or set the path.")
            .ToList();
        return missing.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(missing);
    }
}
