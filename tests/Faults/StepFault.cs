using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Longhand.Faults;

/// <summary>A fault at one of the named steps of a recording's way, in a program of its own.</summary>
/// <param name="Deed">What happens.</param>
/// <param name="Step">The name of the step's span.</param>
/// <param name="Moment">Whether as it begins or as it ends.</param>
/// <param name="Number">At the how-many-eth time in the process, counted from 1.</param>
/// <param name="Recording">Of this recording alone; null for any.</param>
public sealed record StepFault(
    StepDeed Deed, string Step, StepMoment Moment = StepMoment.Start, int Number = 1, string? Recording = null)
{
    /// <summary>The source of the spans.</summary>
    public const string Source = "Longhand";

    private const string Variable = "LONGHAND_STEP_FAULT";
    private const string HooksVariable = "DOTNET_STARTUP_HOOKS";
    private const char Separator = ';';
    private const int SigKill = 9;
    private const int SigStop = 19;

    private int met;

    /// <summary>What makes a .NET program that is started with it meet the fault.</summary>
    public IReadOnlyDictionary<string, string?> Environment => new Dictionary<string, string?>
    {
        [HooksVariable] = typeof(StepFault).Assembly.Location,
        [Variable] = string.Join(Separator, Deed, Step, Moment, Number, Recording),
    };

    public override string ToString() => $"{Deed} at the {Moment} of '{Step}' ({Number})";

    internal static StepFault? FromEnvironment()
    {
        if (System.Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } told)
            return null;
        var parts = told.Split(Separator);
        return new StepFault(
            Enum.Parse<StepDeed>(parts[0]),
            parts[1],
            Enum.Parse<StepMoment>(parts[2]),
            int.Parse(parts[3]),
            parts[4].Length > 0 ? parts[4] : null);
    }

    internal void Meet(Activity step, StepMoment moment)
    {
        if (step.OperationName != Step || moment != Moment)
            return;
        if (Recording is not null && step.GetTagItem("longhand.recording") as string != Recording)
            return;
        // The exact one: what survives it goes on unharmed.
        if (Interlocked.Increment(ref met) != Number)
            return;
        switch (Deed)
        {
            case StepDeed.Kill:
                Signal(SigKill);
                break;
            case StepDeed.Freeze:
                Signal(SigStop);
                break;
            default:
                throw new InvalidOperationException($"Made to fail: {this}.");
        }
    }

    // Returns in a process that was frozen and woken only.
    private static void Signal(int signal)
    {
        if (Kill(System.Environment.ProcessId, signal) != 0)
            throw new InvalidOperationException(Marshal.GetLastPInvokeErrorMessage());
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int pid, int signal);
}
