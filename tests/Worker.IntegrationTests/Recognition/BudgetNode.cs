using Longhand.Recognition;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Longhand.IntegrationTests.Recognition;

/// <summary>One node's part in a budget, without anything that calls.</summary>
internal sealed class BudgetNode : IAsyncDisposable
{
    private readonly ServiceProvider services;

    private BudgetNode(ServiceProvider services) => this.services = services;

    public CallBudget Budget => services.GetRequiredService<CallBudget>();

    public CallLedger Ledger => services.GetRequiredService<CallLedger>();

    public CallBudgetReads Reads => services.GetRequiredService<CallBudgetReads>();

    public AccountPauses Pauses => services.GetRequiredService<AccountPauses>();

    /// <param name="account">Tells budgets apart.</param>
    /// <param name="ceiling">The most calls at once.</param>
    /// <param name="connection">Another database than the shared one.</param>
    public static async Task<BudgetNode> StartAsync(string account, int ceiling, string? connection = null)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Recognition:BaseAddress"] = $"http://127.0.0.1:9/{account}/",
            ["Recognition:Concurrency"] = $"{ceiling}",
        };
        var database = connection ?? await BudgetDatabase.SharedAsync();
        var node = new BudgetNode(new ServiceCollection()
            .AddLogging()
            .AddSingleton(_ => NpgsqlDataSource.Create(database))
            .AddRecognition(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .BuildServiceProvider());
        foreach (var service in node.services.GetServices<IHostedService>())
            await service.StartAsync(TestContext.Current.CancellationToken);
        return node;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var service in services.GetServices<IHostedService>())
            await service.StopAsync(CancellationToken.None);
        await services.DisposeAsync();
    }
}
