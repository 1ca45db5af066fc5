using System.Text.Json;
using Longhand.Cli;
using Longhand.IntegrationTests.Media;
using Longhand.Support;

namespace Longhand.IntegrationTests.Cli;

/// <summary><c>longhand split</c> on real files, in this process.</summary>
public sealed class SplitCommandTests : IDisposable
{
    private readonly DirectoryInfo home = Directory.CreateTempSubdirectory("longhand-split-");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_plan_as_json_tells_segments_that_tile_the_recording_within_the_limit()
    {
        var file = await SpeakAsync("talk.m4a", 60);

        var (code, output, error) = await RunAsync("split", file, "--json", "--max-segment", "20");

        (code, error).ShouldBe((ExitCode.Done, ""));
        using var plan = JsonDocument.Parse(output);
        plan.RootElement.EnumerateObject().Select(member => member.Name).ShouldBe(
            ["samples", "complete", "notes", "segments", "calls", "sent_seconds", "estimate", "currency"]);
        plan.RootElement.GetProperty("complete").GetBoolean().ShouldBeTrue();
        var segments = plan.RootElement.GetProperty("segments").EnumerateArray().ToList();
        segments.Count.ShouldBeGreaterThan(3);
        var at = 0L;
        foreach (var segment in segments)
        {
            segment.EnumerateObject().Select(member => member.Name)
                .ShouldBe(["start", "end", "kind", "forced", "confidence", "overlap"]);
            Samples(segment, "start").ShouldBe(at);
            at = Samples(segment, "end");
            (at + Samples(segment, "overlap") - Samples(segment, "start")).ShouldBeLessThanOrEqualTo(20 * 16_000);
        }

        at.ShouldBe(plan.RootElement.GetProperty("samples").GetInt64());
    }

    [Fact]
    public async Task People_read_a_line_a_segment_what_it_comes_to_and_the_notes()
    {
        var whole = await SpeakAsync("talk.mp3", 40);
        var cut = Path.Combine(home.FullName, "cut.mp3");
        await File.WriteAllBytesAsync(cut, (await File.ReadAllBytesAsync(whole, Token))[..^100_000], Token);

        var (code, output, _) = await RunAsync("split", cut);

        code.ShouldBe(ExitCode.Done);
        output.ShouldContain("    1  00:00:00.000  ");
        output.ShouldContain("Not decoded completely: see the notes.");
        output.ShouldContain("1 call with ");
        output.ShouldContain("cost unknown");
        output.ShouldContain("Note: Truncated: the file declares");
    }

    [Fact]
    public async Task The_segments_to_send_are_written_where_that_is_asked_for()
    {
        var file = await SpeakAsync("talk.wav", 30);
        var folder = Path.Combine(home.FullName, "wavs");

        var (_, output, _) = await RunAsync("split", file, "--json", "--max-segment", "10", "--wav", folder);

        using var plan = JsonDocument.Parse(output);
        var sent = plan.RootElement.GetProperty("segments").EnumerateArray()
            .Where(segment => segment.GetProperty("kind").GetString() == "speech")
            .Select(segment => Samples(segment, "end") + Samples(segment, "overlap") - Samples(segment, "start"));
        Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal)
            .Select(wav => (new FileInfo(wav).Length - 44) / 2).ShouldBe(sent);
    }

    [Fact]
    public async Task What_would_be_sent_is_priced_by_the_profile()
    {
        var file = await SpeakAsync("talk.wav", 100);
        string[] profile = ["--profile", "glm-asr-2512", "--Recognition:Profiles:glm-asr-2512:PricePerHour=36"];

        var (_, output, _) = await RunAsync(["split", file, "--json", .. profile]);
        var (_, text, _) = await RunAsync(["split", file, .. profile]);

        using var plan = JsonDocument.Parse(output);
        var sent = plan.RootElement.GetProperty("segments").EnumerateArray()
            .Where(segment => segment.GetProperty("kind").GetString() == "speech").ToList();
        var samples = sent.Sum(segment => Samples(segment, "end") + Samples(segment, "overlap") - Samples(segment, "start"));
        plan.RootElement.GetProperty("calls").GetInt32().ShouldBe(sent.Count);
        plan.RootElement.GetProperty("sent_seconds").GetDouble().ShouldBe(samples / 16_000.0);
        plan.RootElement.GetProperty("estimate").GetDecimal().ShouldBe(Math.Round(samples / 1_600_000m, 6));
        plan.RootElement.GetProperty("currency").GetString().ShouldBe("USD");
        text.ShouldContain($"{sent.Count} calls with ");
        text.ShouldContain("about 1.0");
    }

    [Fact]
    public async Task A_dry_run_of_a_submission_needs_no_worker_and_sends_nothing()
    {
        var talk = await SpeakAsync("talk.wav", 30);
        var text = Path.Combine(home.FullName, "text.mp3");
        await File.WriteAllTextAsync(text, string.Join('\n', Enumerable.Repeat("no sound", 500)), Token);

        var (code, output, error) = await RunAsync(
            "submit", talk, talk, "--dry-run", "--max-segment", "10", "--server", "http://127.0.0.1:1");
        var (failed, _, reason) = await RunAsync("submit", text, "--dry-run");

        (code, error).ShouldBe((ExitCode.Done, ""));
        output.ShouldContain("talk.wav: 00:00:3");
        output.ShouldContain("All 2: ");
        output.ShouldContain("nothing was sent");
        failed.ShouldBe(ExitCode.Failed);
        reason.ShouldContain("no audio");
    }

    [Fact]
    public async Task A_longer_segment_than_the_model_takes_is_told_to_be_shortened()
    {
        var (code, _, error) = await RunAsync("split", await SpeakAsync("talk.wav", 5), "--json", "--max-segment", "90");

        code.ShouldBe(ExitCode.Done);
        error.Trim().ShouldBe("--max-segment 90 is more than glm-asr takes: segments are at most 59.5 s long.");
    }

    [Fact]
    public async Task Noise_that_changes_is_sent_by_the_energy_detector_and_not_by_silero()
    {
        var file = Path.Combine(home.FullName, "noise.wav");
        await Ffmpeg.MakeAsync("-f", "lavfi", "-i", "anoisesrc=d=20:c=pink:a=0.1,tremolo=f=2:d=0.9", "-ar", "16000", file);

        (await KindsAsync(file, "energy")).ShouldBe(["speech"]);
        (await KindsAsync(file, "Silero")).ShouldBe(["silent"]);
    }

    [Fact]
    public async Task Silero_leaves_speech_and_takes_long_pauses_out()
    {
        var plan = new SpokenRecordingPlan
        {
            Length = TimeSpan.FromSeconds(90),
            Seed = 5,
            NoiseDecibels = -55,
            ShortestPause = TimeSpan.FromSeconds(1),
            LongestPause = TimeSpan.FromSeconds(14),
        };
        var file = Path.Combine(home.FullName, "pauses.wav");
        var truth = await SpokenRecording.WriteAsync(file, plan, Token);

        var (_, output, _) = await RunAsync("split", file, "--json", "--detector", "silero");

        using var split = JsonDocument.Parse(output);
        var silent = split.RootElement.GetProperty("segments").EnumerateArray()
            .Where(segment => segment.GetProperty("kind").GetString() == "silent").ToList();
        silent.Count.ShouldBeGreaterThan(2);
        foreach (var utterance in truth.Utterances)
            silent.ShouldNotContain(segment =>
                Samples(segment, "start") < utterance.LastVoicedSample && Samples(segment, "end") > utterance.FirstVoicedSample);
    }

    [Fact]
    public async Task What_cannot_be_split_is_told_in_a_sentence_and_by_the_exit_code()
    {
        var text = Path.Combine(home.FullName, "text.mp3");
        await File.WriteAllTextAsync(text, string.Join('\n', Enumerable.Repeat("no sound", 500)), Token);
        var talk = await SpeakAsync("talk.wav", 5);

        await FailsAsync(ExitCode.Usage, "There is no file", "split", Path.Combine(home.FullName, "none.mp3"));
        await FailsAsync(ExitCode.Failed, "no audio", "split", text, "--json");
        await FailsAsync(ExitCode.Usage, "at least 5.", "split", talk, "--max-segment", "1");
        await FailsAsync(ExitCode.Usage, "number of seconds", "split", talk, "--max-segment", "7,5");
        await FailsAsync(ExitCode.Failed, "cannot be written", "split", talk, "--wav", text);
        await FailsAsync(ExitCode.Usage, "whole number from 0", "split", talk, "--stream", "-1");
        await FailsAsync(ExitCode.Failed, "has no audio stream 3; it has 0", "split", talk, "--stream", "3");
        await FailsAsync(ExitCode.Usage, "glm-asr, glm-asr-2512", "split", talk, "--profile", "other");
        await FailsAsync(ExitCode.Usage, "detector", "split", talk, "--detector", "ears");
        await FailsAsync(ExitCode.Usage, "There is no setting Splitting:Overlab", "split", talk, "--Splitting:Overlab=00:00:01");
        await FailsAsync(ExitCode.Usage, "is 'soon', and must be a duration", "split", talk, "--Splitting:Overlap=soon");
        await FailsAsync(ExitCode.Usage, "See 'longhand split --help'.", "split", talk, "--loud=1");
    }

    public void Dispose() => home.Delete(recursive: true);

    private static long Samples(JsonElement segment, string name) => segment.GetProperty(name).GetInt64();

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await new LonghandCommand(new ListCommand(), new SplitCommand(), new SubmitCommand()).RunAsync(arguments, output, error);
        return (code, output.ToString(), error.ToString());
    }

    private static async Task FailsAsync(int expected, string reason, params string[] arguments)
    {
        var (code, output, error) = await RunAsync(arguments);

        (code, output).ShouldBe((expected, ""));
        error.ShouldContain(reason);
        error.ShouldNotContain("   at ");
    }

    private static async Task<IReadOnlyList<string?>> KindsAsync(string file, string detector)
    {
        var (code, output, error) = await RunAsync("split", file, "--json", "--detector", detector);
        code.ShouldBe(ExitCode.Done, error);
        using var plan = JsonDocument.Parse(output);
        return [.. plan.RootElement.GetProperty("segments").EnumerateArray().Select(segment => segment.GetProperty("kind").GetString())];
    }

    private async Task<string> SpeakAsync(string name, double seconds)
    {
        var file = Path.Combine(home.FullName, name);
        await SpokenRecording.WriteAsync(file, new() { Length = TimeSpan.FromSeconds(seconds), Seed = 3, NoiseDecibels = -60 }, Token);
        return file;
    }
}
