using System.CommandLine;

namespace Longhand.SpeechServer.Startup;

/// <summary>The command line; each option is a setting, and one that isn't given leaves it to the environment.</summary>
internal static class SpeechServerCommand
{
    private const string About =
        """
        Longhand's speech server: the GLM-ASR transcription API, answered on this machine without a network.
        It hears ENGLISH ONLY: speech in another language comes back as fluent English nonsense.

        POST /paas/v4/audio/transcriptions (also under /api) takes wav and mp3; GET /health is 200 when the models are ready.
        Every option can be an environment variable too, such as SpeechServer__ApiKey.
        """;

    public static RootCommand Create(Func<IReadOnlyDictionary<string, string?>, CancellationToken, Task<int>> run)
    {
        var defaults = new SpeechServerOptions();
        var port = new Option<int?>("--port")
        {
            Description = "Port on 127.0.0.1; short for --urls http://127.0.0.1:PORT",
            HelpName = "PORT",
        };
        var settings = new Dictionary<string, Option<string>>(StringComparer.Ordinal)
        {
            [nameof(SpeechServerOptions.Urls)] = Setting(
                "--urls", "URLS", $"Addresses to listen on, separated by semicolons; port 0 takes a free one [default: {defaults.Urls}]"),
            [nameof(SpeechServerOptions.Models)] = Setting(
                "--models", "FOLDER", "Folder where \"npm ci\" was run [default: the nearest folder named models above the program]"),
            [nameof(SpeechServerOptions.ApiKey)] = Setting(
                "--api-key",
                "KEY",
                "Bearer key that callers must send; others can read a command line, so prefer SpeechServer__ApiKey [default: none]"),
            [nameof(SpeechServerOptions.Slots)] = Setting(
                "--slots", "N", $"Files recognized at once [default: one for each processor, here {defaults.Slots}]"),
            [nameof(SpeechServerOptions.Queue)] = Setting(
                "--queue", "N", $"Requests that may wait; the next is answered 429 [default: {defaults.Queue}]"),
            [nameof(SpeechServerOptions.JoinGap)] = Setting(
                "--join-gap", "TIME", $"A pause up to this long begins no new segment [default: {defaults.JoinGap:c}]"),
            [nameof(SpeechServerOptions.Ffmpeg)] = Setting(
                "--ffmpeg", "FILE", $"The ffmpeg that decodes uploads [default: {defaults.Ffmpeg}]"),
        };

        var command = new RootCommand(About) { port };
        foreach (var option in settings.Values)
            command.Add(option);
        command.SetAction((parsed, cancellationToken) =>
        {
            var given = settings.ToDictionary(
                setting => $"{SpeechServerOptions.Section}:{setting.Key}",
                setting => parsed.GetValue(setting.Value),
                StringComparer.Ordinal);
            if (parsed.GetValue(port) is { } number)
                given[$"{SpeechServerOptions.Section}:{nameof(SpeechServerOptions.Urls)}"] = $"http://127.0.0.1:{number}";
            return run(given.Where(setting => setting.Value is not null).ToDictionary(StringComparer.Ordinal), cancellationToken);
        });
        return command;
    }

    private static Option<string> Setting(string name, string value, string description) =>
        new(name) { Description = description, HelpName = value };
}
