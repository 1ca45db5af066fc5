using Microsoft.Extensions.Options;

namespace Longhand.SpeechServer;

internal sealed class ListeningAddressValidator : IValidateOptions<SpeechServerOptions>
{
    public ValidateOptionsResult Validate(string? name, SpeechServerOptions options)
    {
        var wrong = options.Urls.Split(';').Where(address => !IsAddress(address)).ToList();
        return wrong.Count == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"SpeechServer:Urls holds \"{wrong[0]}\": an address looks like http://127.0.0.1:8766.");
    }

    private static bool IsAddress(string address)
    {
        try
        {
            return BindingAddress.Parse(address) is { Scheme: "http", Port: >= 0 and <= ushort.MaxValue };
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
