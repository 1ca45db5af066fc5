using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Longhand.Recognition;

/// <summary>Moves the room in.</summary>
public static class RecognitionServices
{
    // Long enough to reuse connections, short enough to follow the service's DNS.
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Adds <see cref="SegmentRecognizer"/> with the options of section <c>Recognition</c>. It asks the database for
    /// its calls, and is granted them only while the hosted services run.
    /// </summary>
    public static IServiceCollection AddRecognition(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptionsWithValidateOnStart<RecognitionOptions>()
            .Bind(configuration.GetSection(RecognitionOptions.Section));
        services.AddSingleton<IValidateOptions<RecognitionOptions>, RecognitionOptionsValidator>();
        services.AddSingleton<IValidateOptions<RecognitionOptions>, RecognitionRelations>();

        services.AddHttpClient(AsrClient.Name, client => client.Timeout = Timeout.InfiniteTimeSpan)
            .UseSocketsHttpHandler((handler, provider) =>
            {
                var options = provider.GetRequiredService<IOptions<RecognitionOptions>>().Value;
                handler.ConnectTimeout = options.ConnectTimeout;
                handler.PooledConnectionLifetime = ConnectionLifetime;
                // A redirected POST becomes a GET without the audio: better to be told that the address is wrong.
                handler.AllowAutoRedirect = false;
                handler.UseCookies = false;
            })
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();

        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<RecognitionMetrics>();
        services.AddSingleton<CallAccount>();
        services.AddSingleton<CallLedger>();
        services.AddSingleton<CallBudget>();
        services.AddSingleton<AccountPauses>();
        services.AddSingleton<CallBudgetReads>();
        services.AddHostedService<CallBudgetNode>();
        services.AddSingleton<AsrClient>();
        services.AddSingleton<AsrResilience>();
        services.AddSingleton(provider => new SegmentRecognizer(
            provider.GetRequiredService<AsrClient>(),
            provider.GetRequiredService<AsrResilience>(),
            provider.GetRequiredService<IOptions<RecognitionOptions>>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<SegmentRecognizer>>()));
        return services;
    }
}
