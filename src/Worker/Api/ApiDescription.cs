using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Longhand.Api;

/// <summary>What the OpenAPI document says beyond the routes: the product, and the upload's body, which no parameter shows.</summary>
internal sealed class ApiDescription : IOpenApiDocumentTransformer
{
    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Longhand",
            Version = "v1",
            Description = "Recordings of any length in, timed transcripts out. Errors are problem details (RFC 9457).",
        };
        if (document.Paths.TryGetValue(RecordingLinks.All, out var recordings)
            && recordings.Operations?.TryGetValue(HttpMethod.Post, out var receive) == true)
            receive.RequestBody = Upload();
        return Task.CompletedTask;
    }

    private static OpenApiRequestBody Upload()
    {
        var file = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" };
        var form = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Properties = new Dictionary<string, IOpenApiSchema> { ["file"] = file },
            Required = new HashSet<string> { "file" },
        };
        return new OpenApiRequestBody
        {
            Required = true,
            Description = "One file: a form's only part, named 'file', or the whole body with its name as ?name=.",
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["multipart/form-data"] = new() { Schema = form },
                ["application/octet-stream"] = new() { Schema = file },
                ["audio/*"] = new() { Schema = file },
            },
        };
    }
}
