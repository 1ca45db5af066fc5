namespace Longhand.Intake;

/// <summary>Lets files of one content pass one after the other in this process.</summary>
/// <remarks>
/// Between processes a lock in the database does. Here it would keep a connection for each that waits, and each would
/// have been looked into for nothing.
/// </remarks>
internal sealed class ContentTurns
{
    private readonly Dictionary<string, Turn> taken = new(StringComparer.Ordinal);

    /// <summary>Waits for the turn; whoever has it gives it on by disposing of it.</summary>
    public async Task<IDisposable> TakeAsync(byte[] sha256, CancellationToken cancellationToken)
    {
        var content = Convert.ToHexStringLower(sha256);
        Turn? turn;
        lock (taken)
        {
            if (!taken.TryGetValue(content, out turn))
                taken[content] = turn = new Turn(this, content);
            turn.Wanted++;
        }

        try
        {
            await turn.Gate.WaitAsync(cancellationToken);
            return turn;
        }
        catch
        {
            Leave(turn);
            throw;
        }
    }

    private void Leave(Turn turn)
    {
        lock (taken)
        {
            if (--turn.Wanted > 0)
                return;
            taken.Remove(turn.Content);
            turn.Gate.Dispose();
        }
    }

    private sealed class Turn(ContentTurns turns, string content) : IDisposable
    {
        public string Content => content;

        public SemaphoreSlim Gate { get; } = new(1);

        /// <summary>How many have it or wait for it.</summary>
        public int Wanted { get; set; }

        public void Dispose()
        {
            Gate.Release();
            turns.Leave(this);
        }
    }
}
