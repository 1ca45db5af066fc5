using System.Text.Json;
using Longhand.Recordings;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Longhand.Storage;

internal sealed class SpeechAnswerConverter() : ValueConverter<SpeechAnswer, string>(
    answer => JsonSerializer.Serialize(answer, SpeechAnswerJson.Default.SpeechAnswer),
    json => JsonSerializer.Deserialize(json, SpeechAnswerJson.Default.SpeechAnswer)!);
