using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Longhand.Upkeep;

/// <summary>Registers the house-keeping.</summary>
public static class UpkeepServices
{
    public static IServiceCollection AddUpkeep(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptionsWithValidateOnStart<UpkeepOptions, UpkeepOptionsValidator>()
            .Bind(configuration.GetSection(UpkeepOptions.Section));
        services.AddSingleton<Sweeping>();
        services.AddSingleton<LostJobs>();
        services.AddHostedService<SweepRounds>();
        services.AddHostedService<LostJobRounds>();
        return services;
    }
}
