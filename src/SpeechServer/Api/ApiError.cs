namespace Longhand.SpeechServer.Api;

/// <summary>An answer of the API that is no transcript; the codes are those of its error table.</summary>
internal sealed record ApiError(int Status, string Code, string Message) : IResult
{
    /// <summary>Seconds after which to come again, where that is known.</summary>
    public int? RetryAfterSeconds { get; private init; }

    public static readonly ApiError KeyMissing =
        new(401, "1001", "No Authorization header was received: send \"Authorization: Bearer <key>\".");

    public static readonly ApiError KeyWrong =
        new(401, "1002", "The bearer key is not the one this server was started with.");

    public static readonly ApiError NotReady =
        new(503, "503", "The models are still being verified and loaded: ask GET /health, and come again.")
        {
            RetryAfterSeconds = 1,
        };

    public static readonly ApiError QueueFull =
        new(429, "1302", "Too many requests are waiting already: send fewer at a time.")
        {
            RetryAfterSeconds = 1,
        };

    public static readonly ApiError Internal =
        new(500, "500", "The server failed on this request; its log says why.");

    public static ApiError Malformed(string message) => new(400, "1210", message);

    public static ApiError UnknownModel(string name) => new(
        400,
        "1211",
        $"Model {name} does not exist: model must be one of {string.Join(", ", ModelProfile.All.Select(profile => profile.Name))}.");

    public static ApiError InvalidField(string message) => new(400, "1214", message);

    // The first half is the service's own sentence, which clients know; the second is the same for people.
    public static ApiError TooLong(ModelProfile model) => InvalidField(
        $"transcriptions文件时长限制为0-{model.Longest.TotalSeconds}秒 "
        + $"(the duration of file exceeds the {model.Longest.TotalSeconds} seconds that {model.Name} takes: split it)");

    public static ApiError TooLarge(string field) =>
        InvalidField($"{field} exceeds the limit of {ModelProfile.MaxFileBytes / 1024 / 1024} MB: send a shorter or an mp3 file.");

    public static ApiError OfStatus(int status) => status switch
    {
        404 => new(
            status,
            "1222",
            "There is no such API here: POST /paas/v4/audio/transcriptions, /v1/audio/transcriptions, or GET /health."),
        405 => new(status, "1210", "Another HTTP method is taken here: POST /paas/v4/audio/transcriptions, GET /health."),
        _ => new(status, $"{status}", $"The request was refused with HTTP status {status}."),
    };

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.RequestServices.GetRequiredService<RequestFacts>().Refusal = this;
        httpContext.Response.StatusCode = Status;
        if (RetryAfterSeconds is { } seconds)
            httpContext.Response.Headers.RetryAfter = $"{seconds}";
        var body = new ErrorBody(new(Code, Message));
        await httpContext.Response.WriteAsJsonAsync(body, ApiJson.Options, httpContext.RequestAborted);
    }
}
