using Longhand.SpeechServer;

namespace Longhand.Tests.SpeechServer;

public sealed class ListeningAddressValidatorTests
{
    [Theory]
    [InlineData("http://127.0.0.1:0")]
    [InlineData("http://0.0.0.0:8080;http://[::1]:8081")]
    public void Addresses_are_taken(string urls) => Validate(urls).Succeeded.ShouldBeTrue();

    [Theory]
    [InlineData("127.0.0.1:8766")]
    [InlineData("https://127.0.0.1:8766")]
    [InlineData("http://127.0.0.1:99999")]
    [InlineData("http://127.0.0.1:8766;")]
    public void What_is_no_address_is_quoted(string urls) =>
        Validate(urls).FailureMessage.ShouldNotBeNull().ShouldContain("an address looks like");

    private static Microsoft.Extensions.Options.ValidateOptionsResult Validate(string urls) =>
        new ListeningAddressValidator().Validate(name: null, new SpeechServerOptions { Urls = urls });
}
