using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Longhand.Media;

/// <summary>Starts ffmpeg and ffprobe, with the limits that hostile files call for.</summary>
public sealed partial class MediaTools
{
    // What the programs are given of our environment: it may hold keys, and they read files from strangers.
    private static readonly string[] Environment = ["PATH", "LD_LIBRARY_PATH", "TMPDIR"];

    private readonly MediaOptions _options;
    private readonly string _ffmpeg;
    private readonly string _ffprobe;
    private readonly string? _prlimit;

    public MediaTools(IOptions<MediaOptions> options, ILogger<MediaTools> logger)
    {
        _options = options.Value;
        _ffmpeg = Find(_options.FfmpegPath) ?? _options.FfmpegPath;
        _ffprobe = Find(_options.FfprobePath) ?? _options.FfprobePath;
        _prlimit = Find(_options.PrlimitPath);
        if (_prlimit is null)
            Log.Unlimited(logger, _options.PrlimitPath);
    }

    /// <summary>The program's full path, or null if there is none.</summary>
    public static string? Find(string program)
    {
        if (program.Contains('/', StringComparison.Ordinal))
            return File.Exists(program) ? Path.GetFullPath(program) : null;
        return (System.Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists);
    }

    /// <summary>Starts ffmpeg.</summary>
    /// <param name="arguments">Its command line.</param>
    /// <param name="feed">Writes what it reads on its standard input; null where it reads nothing there.</param>
    internal MediaProcess StartFfmpeg(IReadOnlyList<string> arguments, Func<Stream, Task>? feed = null) =>
        Start(_ffmpeg, arguments, feed);

    internal MediaProcess StartFfprobe(IReadOnlyList<string> arguments) => Start(_ffprobe, arguments, feed: null);

    private MediaProcess Start(string program, IReadOnlyList<string> arguments, Func<Stream, Task>? feed)
    {
        var start = new ProcessStartInfo(_prlimit ?? program)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        // prlimit replaces itself by the program, so the process we see and kill is the program.
        if (_prlimit is not null)
            Add(
                start,
                [
                    Limit("as", _options.MaxMemoryBytes), Limit("cpu", (long)_options.MaxCpuTime.TotalSeconds),
                    Limit("core", 0), "--", program,
                ]);
        Add(start, arguments);
        foreach (var name in start.Environment.Keys.Except(Environment).ToList())
            start.Environment.Remove(name);
        return MediaProcess.Start(
            start, Path.GetFileName(program), arguments, _prlimit is null ? null : _options.MaxCpuTime, feed);
    }

    private static string Limit(string resource, long value) =>
        string.Create(CultureInfo.InvariantCulture, $"--{resource}={value}");

    private static void Add(ProcessStartInfo start, IEnumerable<string> arguments)
    {
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
    }

    private static partial class Log
    {
        [LoggerMessage(
            LogLevel.Warning,
            "No '{Program}' found (package util-linux): ffmpeg runs without limits of memory and CPU time")]
        public static partial void Unlimited(ILogger logger, string program);
    }
}
