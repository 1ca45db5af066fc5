using System.Diagnostics.CodeAnalysis;

namespace Longhand.SpeechServer.Api;

/// <summary>A value that was read from a request, or the answer to a request that it can't be read from.</summary>
internal sealed class Checked<T>
    where T : class
{
    private readonly T? value;
    private readonly ApiError? error;

    private Checked(T? value, ApiError? error)
    {
        this.value = value;
        this.error = error;
    }

    public static implicit operator Checked<T>(T value) => new(value, error: null);

    public static implicit operator Checked<T>(ApiError error) => new(value: null, error);

    public bool IsRefused([NotNullWhen(true)] out ApiError? refusal, [NotNullWhen(false)] out T? accepted)
    {
        refusal = error;
        accepted = value;
        return error is not null;
    }
}
