using Longhand.Support;
using Microsoft.Playwright;

namespace Longhand.IntegrationTests.Dashboard;

/// <summary>A dashboard and the machine's own browser before it.</summary>
public sealed class DashboardFixture(PostgresCluster cluster) : IAsyncLifetime
{
    private static readonly string[] Browsers = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private IPlaywright? playwright;
    private IBrowser? browser;
    private DashboardHost? host;

    internal DashboardHost Host => host ?? throw new InvalidOperationException("The dashboard is not started.");

    public async ValueTask InitializeAsync()
    {
        host = await DashboardHost.StartAsync(cluster, TestContext.Current.CancellationToken);
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Browsers.FirstOrDefault(File.Exists)
                ?? throw new InvalidOperationException("There is no Chromium: install the package 'chromium'."),
            Args =
            [
                "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
            ],
        });
    }

    /// <summary>A new visitor, whose page has no errors of its own.</summary>
    internal async Task<Visitor> VisitAsync(string address, bool scripts = true, int width = 1280)
    {
        var context = await browser!.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = Host.Address.AbsoluteUri,
            JavaScriptEnabled = scripts,
            ViewportSize = new ViewportSize { Width = width, Height = 900 },
            TimezoneId = "Asia/Tokyo",
            Locale = "en-GB",
        });
        return await Visitor.OpenAsync(context, address);
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
        if (host is not null)
            await host.DisposeAsync();
    }
}
