using System.ComponentModel;
using System.Diagnostics;

namespace Longhand.Media;

/// <summary>A running ffmpeg or ffprobe. Disposing it ends it, if it has not ended, and waits until it has.</summary>
internal sealed class MediaProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Task _listening;
    private readonly Task _feeding;

    private readonly IReadOnlyList<string> _arguments;
    private readonly TimeSpan? _cpuLimit;
    private TimeSpan _cpuTime;

    private MediaProcess(
        Process process, string program, IReadOnlyList<string> arguments, TimeSpan? cpuLimit, Func<Stream, Task>? feed)
    {
        _process = process;
        Program = program;
        (_arguments, _cpuLimit) = (arguments, cpuLimit);
        _feeding = FeedAsync(process.StandardInput.BaseStream, feed);
        _listening = Diagnostics.ReadAsync(process.StandardError);
    }

    public string Program { get; }

    public int Id => _process.Id;

    public Stream Output => _process.StandardOutput.BaseStream;

    public ProcessDiagnostics Diagnostics { get; } = new();

    public static MediaProcess Start(
        ProcessStartInfo start,
        string program,
        IReadOnlyList<string> arguments,
        TimeSpan? cpuLimit,
        Func<Stream, Task>? feed)
    {
        try
        {
            return new MediaProcess(Process.Start(start)!, program, arguments, cpuLimit, feed);
        }
        catch (Win32Exception failure)
        {
            throw new InvalidOperationException(
                $"'{start.FileName}' cannot be started: {failure.Message}. "
                    + "Install ffmpeg and util-linux, or set the paths in section Media.",
                failure);
        }
    }

    /// <summary>Ends it and everything it started, now.</summary>
    public void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It ended by itself in the meantime.
        }
    }

    /// <summary>Notes the CPU time used so far: of a program that has ended nobody tells it any more.</summary>
    public void NoteCpuTime()
    {
        try
        {
            _cpuTime = _process.TotalProcessorTime;
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception)
        {
            // It ended in the meantime: what was noted last is nearest.
        }
    }

    /// <summary>The exit code, when it has ended by itself and all it said is read.</summary>
    /// <param name="name">What people call the file that it read.</param>
    /// <param name="cancellationToken">Whoever cancelled this has ended it.</param>
    /// <exception cref="ProgramStoppedException">Something outside ended it.</exception>
    public async Task<int> OwnExitAsync(string name, CancellationToken cancellationToken)
    {
        var code = await ExitAsync();
        cancellationToken.ThrowIfCancellationRequested();
        new ProgramEnd(Program, _arguments, code, Diagnostics).EnsureNotStopped(name, _cpuTime, _cpuLimit);
        return code;
    }

    /// <summary>The exit code, when it has ended and all it said is read.</summary>
    public async Task<int> ExitAsync()
    {
        await _listening;
        await _feeding;
        // It is over or killed: nothing to cancel.
        await _process.WaitForExitAsync(CancellationToken.None);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        // Kill, not just stop waiting: an orphan would go on reading and decoding for nobody.
        if (!_process.HasExited)
            Kill();
        try
        {
            await ExitAsync();
        }
        finally
        {
            _process.Dispose();
        }
    }

    // Where it is given nothing, its standard input is closed at once: nothing is ever asked on it.
    private static async Task FeedAsync(Stream input, Func<Stream, Task>? feed)
    {
        await using var open = input;
        try
        {
            if (feed is not null)
                await feed(input);
        }
        catch (MediaInputClosedException)
        {
            // It ended before it took all; its exit code and its lines say why.
        }
    }
}
