namespace Longhand.Support;

/// <summary>Signals by their numbers on Linux.</summary>
public enum ChildProcessSignal
{
    Interrupt = 2,
    Kill = 9,
    Terminate = 15,

    /// <summary>Go on after <see cref="Stop"/>.</summary>
    Continue = 18,

    /// <summary>Freeze: the process stays and does nothing.</summary>
    Stop = 19,
}
