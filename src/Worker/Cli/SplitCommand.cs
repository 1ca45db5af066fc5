using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.Json;
using Longhand.Hosting;
using Longhand.Recordings;
using Longhand.Splitting;

namespace Longhand.Cli;

/// <summary><c>longhand split FILE</c>: shows how a recording would be cut, and sends nothing.</summary>
internal sealed class SplitCommand : Command
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly Argument<FileInfo> file = new("FILE") { Description = "The recording" };

    private readonly Option<bool> json = new("--json")
    {
        Description = "Print the plan as JSON, positions in samples at 16 kHz: samples, complete, notes, "
            + "segments (start, end, kind, forced, confidence, overlap), calls, sent_seconds, estimate, currency",
    };

    private readonly MaxSegmentOption maxSegment = new();

    private readonly Option<string> profile = new("--profile")
    {
        Description = "The model profile whose limit holds (default: the configured one, glm-asr)",
        HelpName = "NAME",
    };

    private readonly Option<SpeechDetector?> detector = new("--detector")
    {
        Description = "What tells speech from silence: energy needs nothing, silero needs the speech models",
        HelpName = "NAME",
    };

    private readonly StreamOption stream = new();

    private readonly Option<DirectoryInfo> wavFolder = new("--wav")
    {
        Description = "Also write the segments to send as WAV files into this folder",
        HelpName = "FOLDER",
    };

    private readonly Argument<string[]> settings = new("SETTING")
    {
        Description = "Any setting of appsettings.json, as --Section:Key=value",
        Arity = ArgumentArity.ZeroOrMore,
    };

    public SplitCommand()
        : base(
            "split",
            "Show how a recording would be cut into segments, what would be sent and what that costs. Nothing is "
            + "sent or stored, no worker is needed. "
            + "Exit code 0: done; 1: the file cannot be split; 2: wrong arguments; 130: stopped.")
    {
        Add(file);
        Add(json);
        Add(maxSegment);
        Add(profile);
        Add(detector);
        Add(stream);
        Add(wavFolder);
        Add(settings);
        Validators.Add(Check);
        SetAction((parsed, _) => Interruption.EndsAsync(token => RunAsync(Read(parsed), parsed, token)));
    }

    internal SplitSettings Read(ParseResult parsed)
    {
        var values = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        if (SettingArguments.Read(parsed.GetValue(settings) ?? []) is SettingArguments.Settings given)
            foreach (var (key, value) in given.Values)
                values[key] = value;
        if (parsed.GetValue(profile) is { } name)
            values["Recognition:Profile"] = name;
        if (parsed.GetValue(detector) is { } chosen)
            values["Splitting:Detector"] = chosen.ToString();
        return new SplitSettings(
            parsed.GetRequiredValue(file),
            parsed.GetValue(stream),
            parsed.GetValue(maxSegment),
            parsed.GetValue(wavFolder),
            parsed.GetValue(json),
            values);
    }

    private void Check(CommandResult result)
    {
        if (SettingArguments.Read(result.GetValue(settings) ?? []) is SettingArguments.Wrong wrong)
            result.AddError(wrong.Reason);
    }

    private static async Task<int> RunAsync(SplitSettings settings, ParseResult parsed, CancellationToken cancellationToken)
    {
        // Before it is opened: whoever opens a pipe waits for its other end.
        if (settings.File is { Exists: true, Length: 0 })
            throw new CommandFailedException($"{settings.File} is empty or no ordinary file: name a recording.") { ExitCode = ExitCode.Usage };
        SubmittedFiles.Check([settings.File], writesFiles: false);
        try
        {
            await using var rooms = new SplitRooms(settings);
            if (rooms.Shortened is { } shortened)
                await parsed.InvocationConfiguration.Error.WriteLineAsync(shortened);
            var plan = await rooms.PlanAsync(cancellationToken);
            var output = parsed.InvocationConfiguration.Output;
            if (settings.Json)
                await output.WriteLineAsync(JsonSerializer.Serialize(plan, Json));
            else
                foreach (var line in SplitPlanText.Lines(plan))
                    await output.WriteLineAsync(Printable.Line(line));
            return ExitCode.Done;
        }
        catch (OperationCanceledException) when (settings.WavFolder is { } folder && Directory.Exists(folder.FullName))
        {
            var left = Directory.EnumerateFiles(folder.FullName, "*.wav").Count();
            await parsed.InvocationConfiguration.Error.WriteLineAsync(
                $"Stopped: {left} WAV files are in {folder.FullName}, not all of them; delete what is not wanted.");
            throw;
        }
        catch (Exception wrong) when (
            wrong is not PermanentFailureException && StartFault.Describe(wrong) is { } sentence)
        {
            throw new CommandFailedException(sentence, wrong) { ExitCode = ExitCode.Usage };
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException(
                $"The plan or the segments cannot be written: {failure.Message} Name a folder that can be written, with room for them.", failure);
        }
    }
}
