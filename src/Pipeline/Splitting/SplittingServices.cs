using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Longhand.Splitting;

/// <summary>Registers the room that turns audio into segments; it needs the media room beside it.</summary>
public static class SplittingServices
{
    public static IServiceCollection AddSplitting(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptionsWithValidateOnStart<SplittingOptions, SplittingOptionsValidator>()
            .Bind(configuration.GetSection(SplittingOptions.Section));
        services.AddSingleton<IValidateOptions<SplittingOptions>, SplittingRelationsValidator>();
        services.AddSingleton<IValidateOptions<SplittingOptions>, SpeechModelsValidator>();
        services.AddSingleton<SilenceDetectors>();
        services.AddSingleton<AudioSplitter>();
        services.AddSingleton<SegmentSplitter>();
        return services;
    }
}
