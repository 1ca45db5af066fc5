using System.Globalization;

namespace Longhand.Support.Faults;

/// <summary>One call that was made.</summary>
public sealed class SpeechApiCall
{
    private readonly SpeechApiForm form;

    internal SpeechApiCall(int number, int inFlight, SpeechApiForm form)
    {
        (Number, InFlight, this.form) = (number, inFlight, form);
        ArrivedAt = DateTimeOffset.UtcNow;
    }

    /// <summary>Counted from 1.</summary>
    public int Number { get; }

    public DateTimeOffset ArrivedAt { get; }

    /// <summary>Calls in flight when it arrived, with it.</summary>
    public int InFlight { get; }

    /// <summary>Every text field of the form.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Fields => form.Fields;

    public string? Authorization => form.Authorization;

    public string? Model => Field("model");

    public string? RequestId => Field("request_id");

    public string? UserId => Field("user_id");

    public string? Prompt => Field("prompt");

    public bool Stream => Field("stream") == "true";

    public double? Temperature =>
        double.TryParse(Field("temperature"), CultureInfo.InvariantCulture, out var temperature) ? temperature : null;

    public string? FileName => form.FileName;

    public long FileBytes => form.FileBytes;

    /// <summary>The audio; null where the file was no WAV of 16-bit samples.</summary>
    public SentWav? Wav => form.Wav;

    /// <summary>The fault or refusal that it met; null: none.</summary>
    public string? Fault { get; internal set; }

    /// <summary>The text it was answered with; null: it got no whole answer.</summary>
    public string? AnsweredText { get; internal set; }

    private string? Field(string name) => Fields.TryGetValue(name, out var values) ? values[0] : null;
}
