using Longhand.Recordings;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Longhand.Storage;

internal sealed class RecordingIdConverter()
    : ValueConverter<RecordingId, Guid>(id => id.Value, value => new RecordingId(value));
