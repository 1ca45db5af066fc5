using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Longhand.Dashboard;

/// <summary>Renders fragments outside of a page, by the components that the page itself is made of.</summary>
internal sealed class FragmentRenderer(IServiceProvider services, ILoggerFactory loggers)
{
    public async Task<IReadOnlyList<RenderedRegion>> RenderAsync(
        IReadOnlyList<Region> regions, CancellationToken cancellationToken)
    {
        // One renderer for each call: it remembers every component it rendered until it is disposed.
        await using var renderer = new HtmlRenderer(services, loggers);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var rendered = new List<RenderedRegion>(regions.Count);
            foreach (var region in regions)
            {
                cancellationToken.ThrowIfCancellationRequested();
                rendered.Add(await RenderAsync(renderer, region));
            }

            return rendered;
        });
    }

    private static async Task<RenderedRegion> RenderAsync(HtmlRenderer renderer, Region region)
    {
        var fragments = new List<KeyValuePair<string, string>>(region.Fragments.Count);
        foreach (var fragment in region.Fragments)
        {
            var parameters = ParameterView.FromDictionary(fragment.Parameters!);
            var root = await renderer.RenderComponentAsync(fragment.Component, parameters);
            fragments.Add(new(fragment.Key, root.ToHtmlString()));
        }

        return new RenderedRegion(region.Id, fragments);
    }
}
