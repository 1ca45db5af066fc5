using Longhand.Jobs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Longhand.Journey;

/// <summary>Registers the journey as the work that jobs do.</summary>
public static class JourneyServices
{
    public static IServiceCollection AddJourney(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptionsWithValidateOnStart<JourneyOptions, JourneyOptionsValidator>()
            .Bind(configuration.GetSection(JourneyOptions.Section));
        services.AddSingleton<LearnedLimit>();
        services.AddSingleton<SegmentReplacing>();
        services.AddSingleton<AnswerStoring>();
        services.AddSingleton<SegmentAnswering>();
        services.AddSingleton<SegmentsInFlight>();
        services.AddSingleton<TranscriptClosing>();
        services.AddSingleton<Suspects>();
        services.AddSingleton<RunBeginning>();
        services.AddSingleton<RunEnding>();
        services.AddSingleton<TranscriptionJourney>();
        services.AddSingleton<PausedRecordings>();
        services.AddSingleton<RecordingCommands>();
        services.AddHostedService<PauseWatch>();
        services.AddSingleton<RecordingWork>(provider => provider.GetRequiredService<TranscriptionJourney>().RunAsync);
        return services;
    }
}
