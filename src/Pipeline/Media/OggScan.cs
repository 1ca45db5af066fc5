using Longhand.Recordings;

namespace Longhand.Media;

/// <summary>Finds what can be read of a damaged Ogg file: ffmpeg stops at damage longer than a page.</summary>
internal sealed class OggScan(AudioDescription audio)
{
    private const int LongestHeader = 4 << 20;
    private const int BlockBytes = 1 << 20;

    private readonly List<OggRun> _runs = [];
    private readonly List<long> _serials = [];
    private long _headerEnd = -1;
    private long _runFrom = -1;
    private long _runTo;
    private long _firstGranule;
    private long _secondGranule;
    private long _lastGranule;

    /// <summary>The layout; null where there are no headers to go on with, or several recordings in a row.</summary>
    /// <param name="path">Where the file is.</param>
    /// <param name="audio">What its container says of it.</param>
    /// <param name="cancellationToken">Ends the scan.</param>
    public static Task<OggLayout?> ReadAsync(
        string path, AudioDescription audio, CancellationToken cancellationToken) =>
        new OggScan(audio).ReadAsync(path, cancellationToken);

    private async Task<OggLayout?> ReadAsync(string path, CancellationToken cancellationToken)
    {
        using var file = File.OpenHandle(path, options: FileOptions.SequentialScan);
        // Marks can be planted so that every one of them claims a long page: such a file is given up.
        var patience = (3 * RandomAccess.GetLength(file)) + BlockBytes;
        var block = new byte[BlockBytes];
        var at = 0L;
        var held = 0;
        while (true)
        {
            var read = await RandomAccess.ReadAsync(file, block.AsMemory(held), at + held, cancellationToken);
            held += read;
            var last = read == 0;
            if (Take(block.AsSpan(0, held), at, last, ref patience) is not { } taken)
                return null;
            if (last)
                break;
            block.AsSpan(taken, held - taken).CopyTo(block);
            (at, held) = (at + taken, held - taken);
        }

        EndRun();
        return _headerEnd is > 0 and <= LongestHeader ? new OggLayout((int)_headerEnd, _runs) : null;
    }

    // How many of the bytes are done with; null where the file is to be given up.
    private int? Take(ReadOnlySpan<byte> bytes, long at, bool last, ref long patience)
    {
        var next = 0;
        while (last || bytes.Length - next >= OggPage.Longest)
        {
            var mark = bytes[next..].IndexOf(OggPage.Mark);
            if (mark < 0)
                return Math.Max(next, bytes.Length - OggPage.Mark.Length + 1);
            next += mark;
            if (!last && bytes.Length - next < OggPage.Longest)
                return next;
            var claimed = OggPage.Claimed(bytes[next..]);
            patience -= claimed;
            if (patience < 0)
                return null;
            if (claimed > 0 && OggPage.Read(bytes.Slice(next, claimed)) is { } page)
            {
                if (!Take(page, at + next))
                    return null;
                next += page.Length;
            }
            else
            {
                next++;
            }
        }

        return next;
    }

    private bool Take(OggPage page, long at)
    {
        if (page.Begins)
        {
            // Another recording behind the first counts its time anew.
            if (_headerEnd >= 0)
                return false;
            _serials.Add(page.Serial);
        }

        if (_headerEnd < 0)
        {
            if (page.Granule <= 0)
                return true;
            _headerEnd = at;
        }

        if (at != _runTo)
            EndRun();
        if (_runFrom < 0)
            _runFrom = at;
        _runTo = at + page.Length;
        if (page.Granule > 0 && _serials.ElementAtOrDefault(audio.StreamIndex) == page.Serial)
            Count(page.Granule);
        return true;
    }

    private void Count(long granule)
    {
        if (_firstGranule == 0)
            _firstGranule = granule;
        else if (_secondGranule == 0)
            _secondGranule = granule;
        _lastGranule = granule;
    }

    private void EndRun()
    {
        if (_firstGranule > 0)
        {
            // A page tells when it ends; it is about as long as the next one.
            var start = Math.Max(0, _secondGranule > 0 ? (2 * _firstGranule) - _secondGranule : _firstGranule);
            _runs.Add(new OggRun(_runFrom, _runTo, Time(start), Time(_lastGranule)));
        }

        (_runFrom, _firstGranule, _secondGranule, _lastGranule) = (-1, 0, 0, 0);
    }

    // Granules beyond all recordings are lies; the end is judged by what comes out.
    private TimeSpan Time(long granule) =>
        TimeSpan.FromSeconds(Math.Min(granule / (double)audio.SampleRate, TimeSpan.FromDays(365).TotalSeconds));
}
