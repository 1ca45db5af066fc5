using Microsoft.AspNetCore.Http;

namespace Longhand.Support.Faults;

/// <summary>Refuses what the GLM contract forbids, with the codes and words that the service was seen to use.</summary>
internal static class GlmCheck
{
    public static SpeechFault WrongKey { get; } =
        SpeechFault.Error(StatusCodes.Status401Unauthorized, "1002", "Authorization Token非法");

    public static SpeechFault TooMany { get; } =
        SpeechFault.Error(StatusCodes.Status429TooManyRequests, "1302", "您的账户已达到速率限制，请您控制请求频率");

    public static SpeechFault? Refusal(SpeechApiCall call, IReadOnlyList<SpeechApiModel> models, bool repeated)
    {
        if (models.FirstOrDefault(model => model.Name == call.Model) is not { } model)
            return Refuse("1211", "模型不存在，请检查模型代码。");
        if (repeated)
            return Refuse("1231", $"you already have a request: {call.RequestId}");
        if (call.UserId is { Length: < 6 or > 128 } || call.Temperature is < 0 or > 1)
            return Refuse("1210", "API 调用参数有误，请检查文档。");
        if (call.Temperature is not null && !model.TakesTemperature)
            return Refuse("1210", $"{model.Name} takes no temperature");

        return OfTheFile(call, model);
    }

    private static SpeechFault? OfTheFile(SpeechApiCall call, SpeechApiModel model) => call switch
    {
        { FileName: null } => Refuse("1214", "file 参数非法。请检查文档。"),
        _ when call.FileBytes > model.LargestFileBytes =>
            Refuse("1214", $"transcriptions文件大小限制为{model.LargestFileBytes / 1_000_000}MB"),
        { Wav: null } => Refuse("1214", "The current file format is not supported"),
        { Wav: var wav } when wav.DurationByHeader != wav.Duration =>
            Refuse("1214", "the file is damaged: its header and its samples disagree"),
        { Wav: var wav } when wav.Duration > model.LongestSegment =>
            Refuse("1214", $"transcriptions文件时长限制为0-{model.LongestSegment.TotalSeconds:0}秒"),
        _ => null,
    };

    private static SpeechFault Refuse(string code, string message) =>
        SpeechFault.Error(StatusCodes.Status400BadRequest, code, message);
}
