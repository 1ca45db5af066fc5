using Longhand.SpeechServer.Startup;

namespace Longhand.Tests.SpeechServer;

public sealed class SpeechServerCommandTests
{
    private IReadOnlyDictionary<string, string?> settings = new Dictionary<string, string?>(StringComparer.Ordinal);

    [Fact]
    public async Task Options_become_settings_and_what_is_not_given_is_left_alone()
    {
        await RunAsync("--slots", "3", "--api-key", "secret");

        settings.Count.ShouldBe(2);
        settings["SpeechServer:Slots"].ShouldBe("3");
        settings["SpeechServer:ApiKey"].ShouldBe("secret");
    }

    [Fact]
    public async Task A_port_is_short_for_an_address_of_the_loopback()
    {
        await RunAsync("--port", "9000");

        settings["SpeechServer:Urls"].ShouldBe("http://127.0.0.1:9000");
    }

    [Fact]
    public async Task Help_says_that_only_English_is_heard()
    {
        using var output = new StringWriter();

        var exitCode = await SpeechServerCommand.Create(KeepAsync).Parse(["--help"]).InvokeAsync(new() { Output = output });

        exitCode.ShouldBe(0);
        output.ToString().ShouldContain("ENGLISH ONLY");
    }

    private Task<int> RunAsync(params string[] args) => SpeechServerCommand.Create(KeepAsync).Parse(args).InvokeAsync();

    private Task<int> KeepAsync(IReadOnlyDictionary<string, string?> given, CancellationToken cancellationToken)
    {
        settings = given;
        return Task.FromResult(0);
    }
}
