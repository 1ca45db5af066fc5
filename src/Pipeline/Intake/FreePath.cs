using System.Text;

namespace Longhand.Intake;

/// <summary>Finds names that are free and that a file system takes.</summary>
internal static class FreePath
{
    // NAME_MAX of Linux's and macOS's file systems, in bytes of UTF-8.
    private const int MaxNameBytes = 255;

    // A longer ending is no ending but a part of the name with a dot in it.
    private const int MaxExtensionBytes = 32;

    /// <summary>The path, or the path with a number where that name is taken; the name shortened to fit.</summary>
    /// <param name="path">What it would be called.</param>
    /// <param name="ending">What must have room behind the name, for a second file beside it.</param>
    public static string Find(string path, string ending = "")
    {
        var (folder, name) = (Path.GetDirectoryName(path)!, Path.GetFileName(path));
        var extension = Path.GetExtension(name);
        if (Encoding.UTF8.GetByteCount(extension) > MaxExtensionBytes)
            extension = "";
        var stem = name[..^extension.Length];
        var free = Numbered("");
        for (var number = 2; Path.Exists(free); number++)
            free = Numbered($" ({number})");
        return free;

        string Numbered(string number)
        {
            var tail = number + extension;
            return Path.Combine(folder, Shorten(stem, MaxNameBytes - Encoding.UTF8.GetByteCount(tail + ending)) + tail);
        }
    }

    // Between characters: half of one is not UTF-8.
    private static string Shorten(string stem, int maxBytes)
    {
        var (bytes, length) = (0, 0);
        foreach (var rune in stem.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > maxBytes)
                break;
            length += rune.Utf16SequenceLength;
        }

        return stem[..length];
    }
}
