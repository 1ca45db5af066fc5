using System.Text.Json;
using Longhand.Recordings;
using Microsoft.Extensions.Options;

namespace Longhand.Media;

/// <summary>Asks what a file holds before anything is spent on it.</summary>
public sealed class AudioProbe(MediaTools tools, IOptions<MediaOptions> options, TimeProvider clock)
{
    private const int LongestReport = 1 << 20;

    /// <exception cref="PermanentFailureException">
    /// The file is not there, empty, no audio, encrypted or longer than allowed; the message says which.
    /// </exception>
    /// <param name="path">Where it is.</param>
    /// <param name="name">What people call it, for messages.</param>
    /// <param name="stream">Index in the container of the audio stream to take; null for the default one.</param>
    /// <param name="cancellationToken">Ends the probe.</param>
    public async Task<AudioDescription> ProbeAsync(
        string path, string name, int? stream, CancellationToken cancellationToken)
    {
        using var step = Steps.Begin(Steps.Probe);
        var file = new FileInfo(path);
        // A link has a length of its own, whatever it leads to.
        if (file.LinkTarget is not null)
            file = file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
        if (Directory.Exists(path))
            throw new PermanentFailureException($"{name} is a folder: submit the recordings in it one by one.");
        if (!file.Exists)
            throw new PermanentFailureException($"There is no file {name}: submit it again.");
        // A pipe or a device has no length either, and reading it might never end.
        if (file.Length == 0)
            throw new PermanentFailureException(
                $"{name} is empty (0 bytes) or no ordinary file: submit the file again, whole.");

        await using var probe = tools.StartFfprobe(MediaArguments.Probe(path));
        using var watch = new StallWatch(probe, options.Value.StallTimeout, clock, cancellationToken);
        using var report = new MemoryStream();
        var block = new byte[16 << 10];
        while (await watch.ReadAsync(block) is > 0 and var read)
        {
            report.Write(block, 0, read);
            if (report.Length > LongestReport)
            {
                throw new PermanentFailureException(
                    $"{name} holds more streams than any recording: submit the recording itself.");
            }
        }

        var code = await probe.OwnExitAsync(name, cancellationToken);
        if (code != 0 || report.Length == 0)
            throw ProbeVerdict.Refusal(probe.Diagnostics, path, name);
        report.Position = 0;
        var answer = await JsonSerializer.DeserializeAsync<ProbeReport>(report, cancellationToken: cancellationToken);
        return ProbeVerdict.Describe(answer!, name, stream, options.Value.MaxDuration) with { Name = name };
    }
}
