using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Longhand.Media;

/// <summary>Registers the room that knows ffmpeg.</summary>
public static class MediaServices
{
    public static IServiceCollection AddMedia(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptionsWithValidateOnStart<MediaOptions, MediaOptionsValidator>()
            .Bind(configuration.GetSection(MediaOptions.Section));
        services.AddSingleton<IValidateOptions<MediaOptions>, MediaToolsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<MediaTools>();
        services.AddSingleton<AudioProbe>();
        services.AddSingleton<ChannelProbe>();
        services.AddSingleton<AudioDecoder>();
        return services;
    }
}
