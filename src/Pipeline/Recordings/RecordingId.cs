using System.Diagnostics.CodeAnalysis;

namespace Longhand.Recordings;

/// <summary>Names one recording; a UUIDv7, so that ids sort by the time of arrival.</summary>
public readonly record struct RecordingId(Guid Value) : IParsable<RecordingId>, IComparable<RecordingId>
{
    public static RecordingId New(TimeProvider clock) => new(Guid.CreateVersion7(clock.GetUtcNow()));

    public static RecordingId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s, provider));

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out RecordingId result)
    {
        var parsed = Guid.TryParse(s, provider, out var value);
        result = new RecordingId(value);
        return parsed;
    }

    public int CompareTo(RecordingId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString();
}
