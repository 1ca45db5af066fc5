using Microsoft.Extensions.Options;

namespace Longhand.Splitting;

/// <summary>The relations between options that no single field tells.</summary>
internal sealed class SplittingRelationsValidator : IValidateOptions<SplittingOptions>
{
    public ValidateOptionsResult Validate(string? name, SplittingOptions options)
    {
        if (options.MinSilence < (2 * options.SilencePadding) + TimeSpan.FromSeconds(1))
            return ValidateOptionsResult.Fail(
                $"Splitting:MinSilence ({options.MinSilence}) must be at least a second more than twice Splitting:SilencePadding ({options.SilencePadding}).");
        return options.Overlap <= options.ShortestTail
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"Splitting:Overlap ({options.Overlap}) must not exceed Splitting:ShortestTail ({options.ShortestTail}).");
    }
}
