using System.ComponentModel.DataAnnotations;
using Longhand.Recordings;

namespace Longhand.Recognition;

/// <summary>What one speech model takes and gives: its limits belong to it, not to the code.</summary>
public sealed record ModelProfile
{
    /// <summary>The contract that its server speaks; default <see cref="SpeechDialect.Glm"/>.</summary>
    [EnumDataType(typeof(SpeechDialect))]
    public SpeechDialect Dialect { get; init; }

    /// <summary>Path of the endpoint below the base address; default that of the dialect.</summary>
    public string? Path { get; init; }

    /// <summary>The model's name in the request; <c>Recognition:Model</c> stands in for it.</summary>
    public string Model { get; init; } = "";

    /// <summary>The longest audio the model takes in one call; default 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:02", "01:00:00")]
    public TimeSpan LongestSegment { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How far below the limit segments stay, since the service may measure a file otherwise than we do; default 0.5 s.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan Margin { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>The largest file the model takes, in bytes; default 25 MB.</summary>
    [Range(64_000, 1_000_000_000)]
    public long LargestFileBytes { get; init; } = 25_000_000;

    /// <summary>The form of answer that an OpenAI-compatible API is asked for; default with times.</summary>
    [EnumDataType(typeof(AnswerFormat))]
    public AnswerFormat AnswerFormat { get; init; }

    /// <summary>
    /// It takes the field <c>timestamp_granularities[]</c> beside <see cref="AnswerFormat.VerboseJson"/>; where it does
    /// not, timed segments are what it gives anyway.
    /// </summary>
    public bool TakesTimestampGranularities { get; init; }

    /// <summary>It can answer as an event stream.</summary>
    public bool TakesStream { get; init; }

    /// <summary>It takes the field <c>temperature</c>.</summary>
    public bool TakesTemperature { get; init; }

    /// <summary>The temperature where <c>Recognition:Temperature</c> names none; default: left to the API.</summary>
    [Range(0.0, 1.0)]
    public double? Temperature { get; init; }

    /// <summary>It takes the field <c>prompt</c>.</summary>
    public bool TakesPrompt { get; init; }

    /// <summary>It takes the field <c>language</c>.</summary>
    public bool TakesLanguage { get; init; }

    /// <summary>It takes hot words.</summary>
    public bool TakesHotwords { get; init; }

    /// <summary>How it takes several hot words.</summary>
    [EnumDataType(typeof(HotwordsEncoding))]
    public HotwordsEncoding HotwordsEncoding { get; init; } = HotwordsEncoding.BracketedFields;

    /// <summary>What an hour of audio costs, for estimates; none where that is not known.</summary>
    [Range(0.0, 1_000_000.0)]
    public decimal? PricePerHour { get; init; }

    /// <summary>What the price is in; default USD.</summary>
    [Required]
    public string Currency { get; init; } = "USD";

    /// <summary>The price, where it is known.</summary>
    public SpeechPrice? Price => PricePerHour is { } price ? new SpeechPrice(price, Currency) : null;

    /// <summary>The longest segment to cut: the model's limit less the margin.</summary>
    public TimeSpan MaxSegment => LongestSegment - Margin;
}
