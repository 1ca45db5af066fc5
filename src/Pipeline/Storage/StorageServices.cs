using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Longhand.Storage;

/// <summary>Registers the database and the audio store.</summary>
public static class StorageServices
{
    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptionsWithValidateOnStart<StorageOptions, StorageOptionsValidator>()
            .Bind(configuration.GetSection(StorageOptions.Section));
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider =>
            NpgsqlDataSource.Create(provider.GetRequiredService<IOptions<StorageOptions>>().Value.ConnectionString));
        services.AddPooledDbContextFactory<LonghandDb>((provider, options) =>
            options.UseNpgsql(provider.GetRequiredService<NpgsqlDataSource>()));
        services.AddSingleton<Migrator>();
        services.AddSingleton<AudioFiles>();
        services.AddSingleton<WorkFolders>();
        services.AddSingleton<Leftovers>();
        services.AddSingleton<Retention>();
        services.AddSingleton<RecordingRuns>();
        services.AddSingleton<RecordingReads>();
        services.AddSingleton<SegmentReads>();
        services.AddSingleton<RecordingChanges>();
        services.AddHostedService(provider => provider.GetRequiredService<RecordingChanges>());
        return services;
    }
}
