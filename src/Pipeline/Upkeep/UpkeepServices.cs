using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

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
        return services
            .AddRounds("sweeping", options => options.SweepInterval, provider => provider.GetRequiredService<Sweeping>().SweepAsync)
            .AddRounds("lost jobs", options => options.LostJobPatience, provider => provider.GetRequiredService<LostJobs>().MendAsync);
    }

    // Not AddHostedService, which takes one service of a type only.
    private static IServiceCollection AddRounds(
        this IServiceCollection services,
        string name,
        Func<UpkeepOptions, TimeSpan> interval,
        Func<IServiceProvider, Func<CancellationToken, Task>> goRound) =>
        services.AddSingleton<IHostedService>(provider => ActivatorUtilities.CreateInstance<Rounds>(
            provider, name, interval(provider.GetRequiredService<IOptions<UpkeepOptions>>().Value), goRound(provider)));
}
