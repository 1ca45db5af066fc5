namespace Longhand.Requests;

/// <summary>Tells what our own pages and programs send from what another site makes a visitor's browser send.</summary>
/// <remarks>Browsers say where a request comes from, and no page can forge it; a token would have to be read from a body that is
/// streamed. What says nothing is no browser, and has no visitor's rights to borrow.</remarks>
internal static class SameOrigin
{
    /// <summary>Whether the request may do what it asks; one that only reads may, since a page cannot see another site's answer.</summary>
    public static bool Allows(HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
            return true;
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0)
            return site is "same-origin" or "none";
        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0
            || (Uri.TryCreate(origin, UriKind.Absolute, out var from)
                && HostString.FromUriComponent(from).Equals(Normal(request)));
    }

    // Origin leaves out the port that its scheme implies, and so must the host that it is compared with.
    private static HostString Normal(HttpRequest request) =>
        HostString.FromUriComponent(new Uri($"{request.Scheme}://{request.Host.ToUriComponent()}"));
}
