using Microsoft.Extensions.DependencyInjection;

namespace Longhand.Intake;

/// <summary>Registers the way in.</summary>
public static class IntakeServices
{
    public static IServiceCollection AddIntake(this IServiceCollection services)
    {
        services.AddSingleton<RecordingIntake>();
        return services;
    }
}
