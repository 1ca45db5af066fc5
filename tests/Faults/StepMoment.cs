namespace Longhand.Faults;

/// <summary>When in a step.</summary>
public enum StepMoment
{
    Start,
    End,
}
