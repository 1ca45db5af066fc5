using System.Net.Http.Headers;

namespace Longhand.IntegrationTests.SpeechServer;

/// <summary>One request as any client of the API would send it.</summary>
internal static class TranscriptionCall
{
    public const string Path = "paas/v4/audio/transcriptions";

    public static MultipartFormDataContent Form(byte[]? file, string? model, params (string Field, string Value)[] fields)
    {
        var form = new MultipartFormDataContent();
        if (model is not null)
            form.Add(new StringContent(model), "model");
        foreach (var (field, value) in fields)
            form.Add(new StringContent(value), field);
        if (file is not null)
        {
            var part = new ByteArrayContent(file);
            part.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
            form.Add(part, "file", "speech.bin");
        }

        return form;
    }
}
