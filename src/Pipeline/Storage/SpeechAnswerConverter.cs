using System.Text.Json;
using Longhand.Recordings;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Longhand.Storage;

internal sealed class SpeechAnswerConverter() : ValueConverter<SpeechAnswer, string>(
    answer => JsonSerializer.Serialize(Storable(answer), SpeechAnswerJson.Default.SpeechAnswer),
    json => JsonSerializer.Deserialize(json, SpeechAnswerJson.Default.SpeechAnswer)!)
{
    /// <summary>PostgreSQL's jsonb refuses U+0000, which no word holds; an answer must not be lost, and paid for again, because of it.</summary>
    private static SpeechAnswer Storable(SpeechAnswer answer) => new(
        Without0(answer.Text)!,
        answer.Utterances?.Select(utterance => utterance with { Text = Without0(utterance.Text)! }).ToList(),
        Without0(answer.TaskId),
        Without0(answer.RequestId),
        Without0(answer.Model));

    private static string? Without0(string? text) => text?.Replace("\0", "");
}
