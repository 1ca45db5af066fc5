namespace Longhand.Support.Faults;

/// <summary>Keeps calls waiting whose number is higher than this one.</summary>
internal sealed class CallHold(int after)
{
    private readonly TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task EndFor(SpeechApiCall call) => call.Number > after ? released.Task : Task.CompletedTask;

    public void Release() => released.SetResult();
}
