namespace Longhand.Cli;

/// <summary>Keeps what others wrote from steering the terminal: a server's words and files' names may hold anything.</summary>
internal static class Printable
{
    /// <summary>The text without control characters; its lines stay lines.</summary>
    public static string Text(string text) => string.Concat(text.Where(one => one is '\n' or '\t' || !char.IsControl(one)));

    /// <summary>The text as one line without control characters.</summary>
    public static string Line(string text) => Text(text).Replace('\n', ' ').Replace('\t', ' ');
}
