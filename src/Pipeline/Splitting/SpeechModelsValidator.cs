using Longhand.SherpaOnnx;
using Microsoft.Extensions.Options;

namespace Longhand.Splitting;

/// <summary>A detector whose model is not there is told at the start, not at the first recording.</summary>
internal sealed class SpeechModelsValidator : IValidateOptions<SplittingOptions>
{
    public ValidateOptionsResult Validate(string? name, SplittingOptions options)
    {
        if (options.Detector != SpeechDetector.Silero || SpeechModels.TryFind(folder: null) is not null)
            return ValidateOptionsResult.Success;
        return ValidateOptionsResult.Fail(
            "Splitting:Detector (Silero) needs the speech models, and none are installed: run \"npm ci\" in the models folder, "
                + $"name the folder where that was done ({SpeechModels.FolderVariable}), or choose Energy.");
    }
}
