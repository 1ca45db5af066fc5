using Longhand.Api;

namespace Longhand.Hosting;

/// <summary>Gives the framework's refusal of a host that is not among <c>AllowedHosts</c> the form of every other one.</summary>
/// <remarks>The framework filters hosts before the pipeline that the program builds, so this stands around both. Within
/// that pipeline no refusal is left without a body.</remarks>
internal sealed class StrangeHostAnswer : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.UseStatusCodePages(context => context.HttpContext.Response.StatusCode == StatusCodes.Status400BadRequest
            ? Problems.BadRequest(Sentence(context.HttpContext.Request.Host)).ExecuteAsync(context.HttpContext)
            : Task.CompletedTask);
        next(app);
    };

    private static string Sentence(HostString host) =>
        $"This worker is not known as '{host.Host}'. Call it by one of the names in its setting AllowedHosts, or add that name there.";
}
