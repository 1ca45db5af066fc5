namespace Longhand.Faults;

/// <summary>What happens to the process or to the step.</summary>
public enum StepDeed
{
    /// <summary>The process is gone, as after a power cut (SIGKILL).</summary>
    Kill,

    /// <summary>The process stays and does nothing until it is woken (SIGSTOP).</summary>
    Freeze,

    /// <summary>The step throws.</summary>
    Fail,
}
