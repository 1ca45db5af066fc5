using System.Text;
using Longhand.Recordings;

namespace Longhand.Media;

/// <summary>What a program said on its standard error, judged line by line.</summary>
/// <remarks>Kept only in part, for hostile files make it say tens of thousands of lines.</remarks>
internal sealed class ProcessDiagnostics
{
    private const int KeptFirst = 5;
    private const int KeptLast = 20;
    private const int LongestLine = 400;

    private readonly List<string> _first = [];
    private readonly Queue<string> _last = [];
    private readonly StringBuilder _line = new();

    /// <summary>Lines in all.</summary>
    public int Lines { get; private set; }

    /// <summary>Lines that tell of damage in the audio.</summary>
    public int Damaged { get; private set; }

    /// <summary>The first line that tells of damage.</summary>
    public string? FirstDamage { get; private set; }

    /// <summary>The file ends before its container says.</summary>
    public bool CutOff { get; private set; }

    /// <summary>The declared duration is a guess.</summary>
    public bool DurationGuessed { get; private set; }

    /// <summary>The header was written before the length was known, as to a pipe.</summary>
    public bool LengthOpen { get; private set; }

    /// <summary>The timestamps could not be followed: every later time would be wrong.</summary>
    public bool TimelineLost { get; private set; }

    /// <summary>Samples that came out of the decoder, at the stream's own rate; null where that was not told.</summary>
    public long? DecodedSamples { get; private set; }

    /// <summary>The first and the last lines.</summary>
    public IReadOnlyList<string> Kept =>
    [
        .. _first,
        .. Lines > _first.Count + _last.Count
            ? [$"… {Lines - _first.Count - _last.Count} more lines …"]
            : Array.Empty<string>(),
        .. _last,
    ];

    public bool Says(string text) => Kept.Any(line => line.Contains(text, StringComparison.OrdinalIgnoreCase));

    /// <summary>Adds what another program told of the same recording.</summary>
    public void Join(ProcessDiagnostics other)
    {
        Damaged += other.Damaged;
        FirstDamage ??= other.FirstDamage;
        TimelineLost |= other.TimelineLost;
    }

    /// <summary>Reads to the end, which comes with the end of the program.</summary>
    public async Task ReadAsync(TextReader error)
    {
        var buffer = new char[4096];
        // Not cancelled: the program is killed instead, and what it said until then is wanted.
        while (await error.ReadAsync(buffer, CancellationToken.None) is > 0 and var read)
            Add(buffer.AsSpan(0, read));
        EndLine();
    }

    public void Add(ReadOnlySpan<char> text)
    {
        foreach (var character in text)
        {
            if (character is '\n' or '\r')
                EndLine();
            // One more than is kept tells that there was more.
            else if (_line.Length <= LongestLine)
                _line.Append(char.IsControl(character) ? ' ' : character);
        }
    }

    private void EndLine()
    {
        var line = StorableText.Of(_line.ToString().Trim(), LongestLine);
        _line.Clear();
        if (line.Length == 0)
            return;
        if (DiagnosticLine.IsChatter(line))
        {
            DecodedSamples = DiagnosticLine.DecodedSamples(line) ?? DecodedSamples;
            return;
        }

        line = DiagnosticLine.Plain(line);
        Lines++;
        Judge(line);
        if (_first.Count < KeptFirst)
        {
            _first.Add(line);
            return;
        }

        if (_last.Count == KeptLast)
            _last.Dequeue();
        _last.Enqueue(line);
    }

    private void Judge(string line)
    {
        switch (DiagnosticLine.Judge(line))
        {
            case DiagnosticMeaning.Damage:
                Damaged++;
                FirstDamage ??= line;
                break;
            case DiagnosticMeaning.CutOff:
                CutOff = true;
                break;
            case DiagnosticMeaning.DurationGuessed:
                DurationGuessed = true;
                break;
            case DiagnosticMeaning.LengthOpen:
                LengthOpen = true;
                break;
            case DiagnosticMeaning.TimelineLost:
                TimelineLost = true;
                break;
        }
    }
}
