namespace Longhand.Recognition;

/// <summary>What became of waiting for a call.</summary>
internal abstract record CallTurn
{
    private CallTurn()
    {
    }

    /// <summary>The call may be made.</summary>
    public sealed record Granted(CallSlot Slot) : CallTurn;

    /// <summary>Nobody may call for now.</summary>
    public sealed record Withheld(AccountPause Pause) : CallTurn;
}
