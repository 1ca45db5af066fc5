using System.Net;
using System.Text.Json;

namespace Longhand.IntegrationTests.Api;

/// <summary>Reads answers of the API.</summary>
internal static class Answers
{
    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage response)
    {
        await using var body = await response.Content.ReadAsStreamAsync();
        using var document = await JsonDocument.ParseAsync(body);
        return document.RootElement.Clone();
    }

    /// <summary>The refusal's sentence, once it is known to be a problem of that status.</summary>
    public static async Task<string> ProblemAsync(this HttpResponseMessage response, HttpStatusCode status)
    {
        response.StatusCode.ShouldBe(status);
        response.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
        var problem = await response.JsonAsync();
        problem.GetProperty("status").GetInt32().ShouldBe((int)status);
        var text = problem.ToString();
        text.ShouldNotContain(" at Longhand.");
        return problem.TryGetProperty("detail", out var detail) ? detail.GetString()! : "";
    }
}
