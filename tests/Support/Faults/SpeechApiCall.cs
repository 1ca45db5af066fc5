using System.Globalization;

namespace Longhand.Support.Faults;

/// <summary>One call that was made.</summary>
public sealed class SpeechApiCall
{
    private readonly CallLog.Flight flight;
    private readonly SpeechApiForm form;

    internal SpeechApiCall(int number, CallLog.Flight flight, SpeechApiForm form) =>
        (Number, this.flight, this.form) = (number, flight, form);

    /// <summary>Counted from 1.</summary>
    public int Number { get; }

    /// <summary>When its first byte was there; what it sends may take a while longer.</summary>
    public DateTimeOffset ArrivedAt => flight.ArrivedAt;

    /// <summary>
    /// When its answer was about to end, or its sender was seen to have given up; null: it is in flight. Both instants
    /// are of one clock that is never set.
    /// </summary>
    public DateTimeOffset? EndedAt => flight.EndedAt;

    /// <summary>Calls in flight when it arrived, with it.</summary>
    public int InFlight => flight.InFlight;

    public SpeechApiDialect Dialect => form.Dialect;

    /// <summary>Every text field of the form.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Fields => form.Fields;

    public string? Authorization => form.Authorization;

    public string? Model => Field("model");

    /// <summary>The sender's id of the call: a field in the one dialect, two headers that agree in the other.</summary>
    public string? RequestId => Dialect == SpeechApiDialect.OpenAi ? form.RequestIdHeader : Field("request_id");

    public string? UserId => Field("user_id");

    public string? Prompt => Field("prompt");

    public string? Language => Field("language");

    public string? ResponseFormat => Field("response_format");

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
