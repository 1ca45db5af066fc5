using System.Reflection;
using Microsoft.AspNetCore.Mvc;

namespace Longhand.Api;

/// <summary>Refuses parameters that a route does not read: a misspelled one would cost what it was to save.</summary>
internal static class QueryNames
{
    /// <summary>Those that the properties of a query are read from.</summary>
    public static RouteHandlerBuilder TakesOnly<TQuery>(this RouteHandlerBuilder route) => route.TakesOnly(
        [.. typeof(TQuery).GetProperties().Select(property => property.GetCustomAttribute<FromQueryAttribute>()?.Name).OfType<string>()]);

    public static RouteHandlerBuilder TakesOnly(this RouteHandlerBuilder route, params string[] names) =>
        route.AddEndpointFilter((context, next) =>
            context.HttpContext.Request.Query.Keys.FirstOrDefault(
                key => !names.Contains(key, StringComparer.OrdinalIgnoreCase)) is { } unknown
                ? ValueTask.FromResult<object?>(Problems.BadRequest(
                    $"There is no parameter '{unknown}' here; there are {string.Join(", ", names)}."))
                : next(context)).ProducesProblem(StatusCodes.Status400BadRequest);
}
