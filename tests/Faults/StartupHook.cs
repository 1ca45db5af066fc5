using System.Diagnostics;
using Longhand.Faults;

/// <summary>What the runtime calls before the program begins (<c>DOTNET_STARTUP_HOOKS</c>): makes a step meet its fault.</summary>
internal static class StartupHook
{
    public static void Initialize()
    {
        if (StepFault.FromEnvironment() is not { } fault)
            return;
        ActivitySource.AddActivityListener(new ActivityListener
        {
            ShouldListenTo = source => source.Name == StepFault.Source,
            Sample = (ref _) => ActivitySamplingResult.AllData,
            ActivityStarted = step => fault.Meet(step, StepMoment.Start),
            ActivityStopped = step => fault.Meet(step, StepMoment.End),
        });
    }
}
