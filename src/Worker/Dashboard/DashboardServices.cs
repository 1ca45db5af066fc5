using Longhand.Requests;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Longhand.Dashboard;

/// <summary>Registers the dashboard.</summary>
internal static class DashboardServices
{
    public static IServiceCollection AddDashboard(this IServiceCollection services)
    {
        services.AddRazorComponents();
        services.TryAddSingleton<RequestBodies>();
        services.AddSingleton<TranscriptBlocks>();
        services.AddSingleton<FragmentRenderer>();
        services.AddSingleton<LiveFeed>();
        return services;
    }
}
