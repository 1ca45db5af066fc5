namespace Longhand.Cli;

/// <summary>Where a command speaks: results to one side, progress and trouble to the other.</summary>
/// <param name="output">Standard output: transcripts and lists alone.</param>
/// <param name="error">Standard error.</param>
/// <param name="width">Columns of the terminal that shows standard error; null where none does, and lines are kept.</param>
internal sealed class Terminal(TextWriter output, TextWriter error, int? width)
{
    private readonly Lock turn = new();

    private int shown;

    public bool IsInteractive => width is not null;

    /// <summary>The process's own streams.</summary>
    public static Terminal OfProcess() => new(Console.Out, Console.Error, Console.IsErrorRedirected ? null : Columns());

    public void Write(string result)
    {
        lock (turn)
        {
            Wipe();
            output.Write(result);
            output.Flush();
        }
    }

    /// <summary>A line that stays.</summary>
    public void Say(string line)
    {
        lock (turn)
        {
            Wipe();
            error.WriteLine(Printable.Text(line));
        }
    }

    /// <summary>The one line that is written over, where there is a terminal.</summary>
    public void Show(string line)
    {
        if (width is not { } columns)
            return;
        line = Printable.Line(line);
        var fitting = line.Length < columns ? line : line[..Math.Max(0, columns - 2)] + '…';
        lock (turn)
        {
            error.Write($"\r{fitting.PadRight(Math.Min(shown, columns - 1))}");
            shown = fitting.Length;
        }
    }

    private void Wipe()
    {
        if (shown > 0)
            error.Write($"\r{new string(' ', shown)}\r");
        shown = 0;
    }

    // A terminal that does not tell its width has the width that terminals had.
    private static int Columns() => Console.WindowWidth is > 0 and var columns ? columns : 80;
}
