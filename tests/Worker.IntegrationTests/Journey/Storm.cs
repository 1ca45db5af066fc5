using System.Collections.Concurrent;
using Longhand.Support.Faults;

namespace Longhand.IntegrationTests.Journey;

/// <summary>
/// Three calls in ten meet a fault, each kind in turn; every twentieth segment is refused for its content, however
/// often it is sent.
/// </summary>
internal sealed class Storm(IReadOnlyList<SpeechFault> faults, SpeechFault refusal)
{
    private readonly ConcurrentDictionary<string, bool> segments = new();
    private readonly ConcurrentDictionary<string, bool> met = new();
    private int next;

    public IReadOnlyList<SpeechFault> Faults => faults;

    /// <summary>The names of the faults that calls met.</summary>
    public ICollection<string> Met => met.Keys;

    /// <summary>The segments that were refused.</summary>
    public int Refused => segments.Count(segment => segment.Value);

    public SpeechFault? FaultOf(SpeechApiCall call)
    {
        if (segments.GetOrAdd(call.Wav!.Hash, _ => segments.Count % 20 == 5))
            return refusal;
        if (call.Number % 10 is not (1 or 4 or 7))
            return null;

        var fault = faults[next++ % faults.Count];
        met[fault.Name] = true;
        return fault;
    }
}
