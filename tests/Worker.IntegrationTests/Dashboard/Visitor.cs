using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Longhand.IntegrationTests.Dashboard;

/// <summary>One person's browser window, and what went wrong in it.</summary>
internal sealed class Visitor : IAsyncDisposable
{
    private readonly IBrowserContext context;
    private readonly ConcurrentQueue<string> complaints = [];

    private Visitor(IBrowserContext context, IPage page)
    {
        this.context = context;
        Page = page;
        page.PageError += (_, error) => complaints.Enqueue(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                complaints.Enqueue(message.Text);
        };
    }

    public IPage Page { get; }

    public int Status { get; private set; }

    /// <summary>Errors that the page raised, a refusal of its own policy among them.</summary>
    public IReadOnlyCollection<string> Complaints => complaints;

    public static async Task<Visitor> OpenAsync(IBrowserContext context, string address)
    {
        context.SetDefaultTimeout(20_000);
        var visitor = new Visitor(context, await context.NewPageAsync());
        await visitor.GoAsync(address);
        return visitor;
    }

    public async Task GoAsync(string address)
    {
        var response = await Page.GotoAsync(address, new PageGotoOptions { WaitUntil = WaitUntilState.DOMContentLoaded });
        Status = response!.Status;
    }

    /// <summary>Waits until the element's text holds this.</summary>
    public Task SeesAsync(string selector, string text) =>
        Page.Locator(selector, new PageLocatorOptions { HasTextString = text }).First.WaitForAsync();

    public Task IsLiveAsync() => SeesAsync("#live", "Live");

    public async Task<string> ReadAsync(string selector) => await Page.Locator(selector).First.InnerTextAsync();

    public ValueTask DisposeAsync() => context.DisposeAsync();
}
