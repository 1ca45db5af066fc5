namespace Longhand.Cli;

/// <summary>What all submitted files are doing: one updating line in a terminal, else a line now and then.</summary>
internal sealed class ProgressBoard(Terminal terminal, TimeProvider clock, bool quiet)
{
    private static readonly TimeSpan SparseInterval = TimeSpan.FromSeconds(15);

    private readonly Lock turn = new();

    private readonly Dictionary<string, (string Kind, string Text, long SaidAt)> standings = [];

    /// <summary>A file's standing; a new kind of it is told at once, a new text of the same kind from time to time.</summary>
    public void Set(string file, string kind, string text)
    {
        if (quiet)
            return;
        lock (turn)
        {
            var isNews = !standings.TryGetValue(file, out var before) || before.Kind != kind;
            var isDue = isNews || (before.Text != text && clock.GetElapsedTime(before.SaidAt) >= SparseInterval);
            standings[file] = (kind, text, isDue ? clock.GetTimestamp() : before.SaidAt);
            if (terminal.IsInteractive)
                terminal.Show(string.Join(" · ", standings.Select(standing => $"{standing.Key}: {standing.Value.Text}")));
            else if (isDue)
                terminal.Say($"{file}: {text}");
        }
    }

    /// <summary>A word on the file that stays on the screen.</summary>
    public void Tell(string file, string text)
    {
        if (quiet)
            return;
        lock (turn)
            terminal.Say($"{file}: {text}");
    }

    /// <summary>The file is done with; its last word stays on the screen, even where quiet was asked for and it is trouble.</summary>
    public void End(string file, string text, bool isTrouble)
    {
        lock (turn)
        {
            standings.Remove(file);
            if (isTrouble || !quiet)
                terminal.Say($"{file}: {text}");
        }
    }
}
