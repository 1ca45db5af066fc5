namespace Longhand.Dashboard;

/// <summary>Registers the dashboard.</summary>
internal static class DashboardServices
{
    public static IServiceCollection AddDashboard(this IServiceCollection services)
    {
        services.AddRazorComponents();
        services.AddSingleton<TranscriptBlocks>();
        services.AddSingleton<FragmentRenderer>();
        services.AddSingleton<LiveFeed>();
        return services;
    }
}
