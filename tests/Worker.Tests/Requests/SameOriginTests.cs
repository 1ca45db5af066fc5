using Longhand.Requests;
using Microsoft.AspNetCore.Http;

namespace Longhand.Tests.Requests;

public sealed class SameOriginTests
{
    [Theory]
    [InlineData("same-origin", null, true)]
    [InlineData("none", null, true)]
    [InlineData("same-site", null, false)]
    [InlineData("cross-site", "http://longhand.test:8080", false)]
    [InlineData(null, null, true)]
    [InlineData(null, "http://longhand.test:8080", true)]
    [InlineData(null, "http://LONGHAND.test:8080", true)]
    [InlineData(null, "http://longhand.test", false)]
    [InlineData(null, "http://evil.test:8080", false)]
    [InlineData(null, "null", false)]
    public void Only_our_own_pages_may_send_a_form(string? site, string? origin, bool allowed) =>
        SameOrigin.Allows(Request("longhand.test:8080", site, origin)).ShouldBe(allowed);

    [Theory]
    [InlineData("longhand.test", "http://longhand.test")]
    [InlineData("longhand.test:80", "http://longhand.test")]
    [InlineData("[::1]:8080", "http://[::1]:8080")]
    [InlineData("127.0.0.1:5000", "http://127.0.0.1:5000")]
    public void An_origin_need_not_name_the_port_of_its_scheme(string host, string origin) =>
        SameOrigin.Allows(Request(host, null, origin)).ShouldBeTrue();

    [Theory]
    [InlineData("GET", true)]
    [InlineData("HEAD", true)]
    [InlineData("POST", false)]
    [InlineData("PUT", false)]
    [InlineData("PATCH", false)]
    [InlineData("DELETE", false)]
    public void Another_sites_page_may_change_nothing(string method, bool allowed)
    {
        var request = Request("longhand.test", "cross-site", null);
        request.Method = method;

        SameOrigin.Allows(request).ShouldBe(allowed);
    }

    private static HttpRequest Request(string host, string? site, string? origin)
    {
        var request = new DefaultHttpContext().Request;
        request.Method = HttpMethods.Post;
        request.Scheme = "http";
        request.Host = new HostString(host);
        if (site is not null)
            request.Headers["Sec-Fetch-Site"] = site;
        if (origin is not null)
            request.Headers.Origin = origin;
        return request;
    }
}
