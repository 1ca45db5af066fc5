using System.Text.Json;
using Longhand.Recordings;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Longhand.Storage;

internal sealed class SegmentAttemptsConverter() : ValueConverter<IReadOnlyList<SegmentAttempt>, string>(
    attempts => JsonSerializer.Serialize(attempts, SegmentAttemptsJson.Default.IReadOnlyListSegmentAttempt),
    json => JsonSerializer.Deserialize(json, SegmentAttemptsJson.Default.IReadOnlyListSegmentAttempt)!)
{
    public static ValueComparer<IReadOnlyList<SegmentAttempt>> Comparer { get; } = new(
        (left, right) => left!.SequenceEqual(right!),
        attempts => attempts.Aggregate(0, HashCode.Combine),
        attempts => attempts);
}
