using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Longhand.SpeechServer.Api;

/// <summary>Asks for the key this server was started with, before anything of the body is read.</summary>
internal sealed class BearerKey(IOptions<SpeechServerOptions> options) : IEndpointFilter
{
    private const string Scheme = "Bearer ";

    private readonly byte[] key = Encoding.UTF8.GetBytes(options.Value.ApiKey ?? "");

    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var header = context.HttpContext.Request.Headers.Authorization.ToString();
        if (key.Length == 0 || IsRight(header))
            return next(context);
        context.HttpContext.Response.Headers.WWWAuthenticate = "Bearer";
        return ValueTask.FromResult<object?>(header.Length == 0 ? ApiError.KeyMissing : ApiError.KeyWrong);
    }

    private bool IsRight(string header) =>
        header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(header[Scheme.Length..].Trim()), key);
}
