namespace Longhand.Recognition;

/// <summary>What a call's end says to the budget.</summary>
internal enum CallOutcome
{
    /// <summary>Nothing: it was not made, it broke off, or the API has other troubles.</summary>
    Other,

    /// <summary>The API took it.</summary>
    Answered,

    /// <summary>The API has too much to do.</summary>
    SlowDown,

    /// <summary>The account may not call.</summary>
    Paused,
}
