namespace Longhand.Support.Faults;

/// <summary>Rules in order; the first that has a fault for a call decides.</summary>
internal sealed class FaultScript
{
    private readonly Lock gate = new();
    private readonly List<Rule> rules = [];

    public void Add(Func<SpeechApiCall, SpeechFault?> choose, int times)
    {
        lock (gate)
            rules.Add(new Rule(choose) { Left = times });
    }

    public void Clear()
    {
        lock (gate)
            rules.Clear();
    }

    public SpeechFault? For(SpeechApiCall call)
    {
        lock (gate)
        {
            foreach (var rule in rules.Where(rule => rule.Left > 0))
            {
                if (rule.Choose(call) is { } fault)
                {
                    rule.Left--;
                    return fault;
                }
            }

            return null;
        }
    }

    private sealed class Rule(Func<SpeechApiCall, SpeechFault?> choose)
    {
        public Func<SpeechApiCall, SpeechFault?> Choose => choose;

        public int Left { get; set; }
    }
}
