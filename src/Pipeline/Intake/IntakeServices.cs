using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Longhand.Intake;

/// <summary>Registers the way in.</summary>
public static class IntakeServices
{
    /// <summary>Registers intake, and the watched folder where one is named.</summary>
    public static IServiceCollection AddIntake(this IServiceCollection services, IConfiguration configuration)
    {
        var section = configuration.GetSection(IntakeOptions.Section);
        services.AddOptionsWithValidateOnStart<IntakeOptions, IntakeOptionsValidator>().Bind(section);
        services.AddSingleton<RecordingAdmission>();
        services.AddSingleton<RecordingIntake>();
        if (!string.IsNullOrEmpty(section[nameof(IntakeOptions.WatchedFolder)]))
            services.AddHostedService<WatchedFolder>();
        return services;
    }
}
