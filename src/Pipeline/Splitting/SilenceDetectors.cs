using Longhand.SherpaOnnx;
using Microsoft.Extensions.Options;

namespace Longhand.Splitting;

/// <summary>Makes the detector that the options name, one for each recording.</summary>
public sealed class SilenceDetectors(IOptions<SplittingOptions> options)
{
    internal ISilenceDetector Create() => options.Value is { SkipSilence: true, Detector: SpeechDetector.Silero }
        ? new SileroSilences(SpeechModels.Find(folder: null), options.Value)
        : new SilenceGate(options.Value);
}
