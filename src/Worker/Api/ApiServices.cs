using Longhand.Requests;
using Longhand.Transcripts;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Longhand.Api;

/// <summary>Registers the HTTP door.</summary>
internal static class ApiServices
{
    public static IServiceCollection AddApi(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptionsWithValidateOnStart<ApiOptions, ApiOptionsValidator>().Bind(configuration.GetSection(ApiOptions.Section));
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.PropertyNamingPolicy = ApiJson.Options.PropertyNamingPolicy);
        services.AddProblemDetails(problems => problems.CustomizeProblemDetails = Problems.Complete);
        services.AddExceptionHandler<DatabaseTrouble>();
        services.AddOpenApi("v1", options => options.AddDocumentTransformer<ApiDescription>());
        services.AddSingleton<TranscriptReads>();
        services.AddSingleton<RecordingViews>();
        services.TryAddSingleton<RequestBodies>();
        services.AddSingleton<Uploads>();
        services.AddSingleton<RecordingFollower>();
        return services;
    }

    /// <summary>Every error leaves as ProblemDetails, those of the framework too, and none with a stack trace.</summary>
    public static void UseProblems(this IApplicationBuilder app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            StatusCodeSelector = failure => failure is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError,
        });
        app.UseStatusCodePages();
    }

    public static void MapApi(this IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi();
        routes.MapRecordings();
        routes.MapQueue();
    }
}
