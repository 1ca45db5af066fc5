using Longhand.Recordings;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace Longhand.Hosting;

/// <summary>Tells the failures that people can mend from those that need a stack trace.</summary>
internal static class StartFault
{
    /// <returns>The fact and the way out; null where the failure is nobody's to expect.</returns>
    public static string? Describe(Exception failure) => failure switch
    {
        StartRefusedException refused => refused.Message,
        PermanentFailureException permanent => permanent.Message,
        OptionsValidationException options => SettingFault.Describe(options),
        // More than one options class is wrong.
        AggregateException several when several.InnerExceptions.All(inner => inner is OptionsValidationException) =>
            string.Join(Environment.NewLine, several.InnerExceptions.Select(Describe)),
        InvalidOperationException binding => SettingFault.Describe(binding),
        InvalidDataException { InnerException: FormatException syntax } file => $"{file.Message} {Innermost(syntax).Message}",
        IOException { InnerException: AddressInUseException } bind =>
            $"{bind.Message} Stop the program that has it, or choose another address with --urls.",
        _ => null,
    };

    private static Exception Innermost(Exception failure) => failure.InnerException is { } inner ? Innermost(inner) : failure;
}
