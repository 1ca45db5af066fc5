using System.Globalization;
using Longhand.Recognition;
using Longhand.Recordings;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;

namespace Longhand.Api;

/// <summary>
/// What the OpenAPI document says beyond the routes: the product, and the upload, which no handler's parameters show.
/// </summary>
internal sealed class ApiDescription(IOptions<RecognitionOptions> recognition) : IOpenApiDocumentTransformer
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
        {
            receive.Parameters = [Name(), Stream(), MaxSegment(), Priority(), Again(), Key()];
            receive.RequestBody = Upload();
        }

        return Task.CompletedTask;
    }

    private static OpenApiParameter Name() => Query(
        "name",
        new OpenApiSchema { Type = JsonSchemaType.String },
        "The file's name, where the file is the whole body.");

    private static OpenApiParameter Stream() => Query(
        RecordingChoices.StreamParameter,
        new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32", Minimum = "0" },
        "The audio stream to transcribe: its index among all of the file's streams. By default the default one.");

    private OpenApiParameter MaxSegment()
    {
        var (least, longest) = (Recording.LeastMaxSegment, recognition.Value.ProfileInUse().MaxSegment);
        var schema = new OpenApiSchema
        {
            Type = JsonSchemaType.Number,
            Minimum = RecordingChoices.Text(least),
            Maximum = RecordingChoices.Text(longest),
        };
        return Query(
            RecordingChoices.MaxSegmentParameter,
            schema,
            "The longest piece to send to the speech API, in seconds. By default what the model profile allows.");
    }

    private static OpenApiParameter Priority() => Query(
        RecordingChoices.PriorityParameter,
        new OpenApiSchema
        {
            Type = JsonSchemaType.Integer,
            Format = "int32",
            Minimum = Recording.LowestPriority.ToString(CultureInfo.InvariantCulture),
            Maximum = Recording.HighestPriority.ToString(CultureInfo.InvariantCulture),
        },
        "Recordings of the highest priority are started and sent first; by default 0.");

    private static OpenApiParameter Again() => Query(
        RecordingChoices.AgainParameter,
        new OpenApiSchema { Type = JsonSchemaType.Boolean },
        "Whether to transcribe it even if a recording of the same content is here already; by default that one is "
            + "answered with, with 200.");

    private static OpenApiParameter Key() => new()
    {
        Name = IdempotencyHeader.Name,
        In = ParameterLocation.Header,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = IdempotencyKey.MaxLength },
        Description = "A name of the client's own for this request: sent again under it, it finds the recording that it "
            + "became, which is answered with 200 and the header " + IdempotencyHeader.Replayed + ". Another request "
            + "under the same name is answered with 409.",
    };

    private static OpenApiParameter Query(string name, OpenApiSchema schema, string description) =>
        new() { Name = name, In = ParameterLocation.Query, Schema = schema, Description = description };

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
