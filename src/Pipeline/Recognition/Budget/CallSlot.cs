namespace Longhand.Recognition;

/// <summary>The right to one call, which is given back with what came of it.</summary>
internal sealed class CallSlot(CallBudget budget, CallPlace place) : IAsyncDisposable
{
    private bool returned;

    /// <returns>The pause that holds after this, as far as it is known.</returns>
    public async Task<AccountPause?> ReturnAsync(CallReport report)
    {
        returned = true;
        return await budget.ReturnAsync(place, report);
    }

    public async ValueTask DisposeAsync()
    {
        if (!returned)
            await ReturnAsync(CallReport.Nothing);
    }
}
