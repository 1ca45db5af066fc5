using Microsoft.Extensions.Options;

namespace Longhand.Recognition;

/// <summary>Names the budget that calls count against: the API's address and the model, without any secret.</summary>
public sealed class CallAccount(IOptions<RecognitionOptions> options)
{
    private const UriComponents Shown = UriComponents.SchemeAndServer | UriComponents.Path;

    public string Name { get; } = $"{AddressOf(options.Value)} {options.Value.ProfileInUse().Model}";

    private static string AddressOf(RecognitionOptions options) =>
        options.BaseAddress.GetComponents(Shown, UriFormat.UriEscaped).TrimEnd('/');
}
