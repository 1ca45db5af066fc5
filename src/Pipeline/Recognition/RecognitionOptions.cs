using System.ComponentModel.DataAnnotations;

namespace Longhand.Recognition;

/// <summary>Section <c>Recognition</c>: which speech API is called, and how hard.</summary>
public sealed class RecognitionOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Recognition";

    /// <summary>The cloud service, which answers nobody without a key.</summary>
    internal static readonly Uri CloudAddress = new("https://open.bigmodel.cn/api/");

    /// <summary>Another one that answers nobody without a key.</summary>
    internal const string OpenAiHost = "api.openai.com";

    /// <summary>
    /// Where the API lives; the profile's path is added to it, as far as the address does not end in it already.
    /// </summary>
    [Required]
    public Uri BaseAddress { get; init; } = CloudAddress;

    /// <summary>The bearer key; none where the server asks for none.</summary>
    public string? ApiKey { get; init; }

    /// <summary>Which of the profiles is used; default <c>glm-asr</c>.</summary>
    [Required]
    public string Profile { get; init; } = "glm-asr";

    /// <summary>The model's name in the request, in place of the profile's; default the profile's.</summary>
    public string? Model { get; init; }

    /// <summary>
    /// The models that are known, by name; configuration adds to those built in and overrides their values.
    /// </summary>
    [Required]
    public Dictionary<string, ModelProfile> Profiles { get; init; } = ModelProfiles.BuiltIn();

    /// <summary>Asks for the answer as an event stream, where the profile takes it; default false.</summary>
    public bool Stream { get; init; }

    /// <summary>
    /// How freely the model may guess, 0 to 1, where the profile takes it; default what the profile says.
    /// </summary>
    [Range(0.0, 1.0)]
    public double? Temperature { get; init; }

    /// <summary>
    /// The language that is spoken, as a code like <c>en</c>, where the profile takes it; default: the model finds out.
    /// </summary>
    [RegularExpression("^$|^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$", MatchTimeoutInMilliseconds = 1_000)]
    public string? Language { get; init; }

    /// <summary>Text that tells the model what the recordings are about, where the profile takes it.</summary>
    [StringLength(8_000)]
    public string? Prompt { get; init; }

    /// <summary>Names and terms to listen for, at most 100, where the profile takes them.</summary>
    [MaxLength(100)]
    public IReadOnlyList<string> Hotwords { get; init; } = [];

    /// <summary>The end user that the API is told, 6 to 128 characters; default none.</summary>
    [StringLength(128, MinimumLength = 6)]
    public string? UserId { get; init; }

    /// <summary>
    /// Calls in flight at once at most, over all nodes that use one database, one address and one model; default 4.
    /// Where nodes differ, the least counts; where the API takes fewer, that is found out.
    /// </summary>
    [Range(1, 64)]
    public int Concurrency { get; init; } = 4;

    /// <summary>
    /// How long nobody calls when the account may not and the API doesn't tell until when (arrears); then one call
    /// tries it; default 30 minutes.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan PauseWithoutEnd { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>How long a connection may take to open; default 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:05:00")]
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long one call may take; default 2 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "01:00:00")]
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// How long one segment's calls and the waits between them may take together, from the first call on and without
    /// the time it stands in line; default 5 minutes.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "1.00:00:00")]
    public TimeSpan TotalTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Failed calls after which a segment is left for the recording's next run; being told to slow down is no failure;
    /// default 4.
    /// </summary>
    [Range(1, 100)]
    public int MaxAttempts { get; init; } = 4;

    /// <summary>
    /// The wait after the first failed call, doubled (with jitter) after each further one; default 1 s.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "01:00:00")]
    public TimeSpan FirstBackOff { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait between two calls where the API names none; default 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "01:00:00")]
    public TimeSpan LongestBackOff { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Share of failed calls from which the API counts as down; default 0.8, since a few faults among many answers are
    /// no outage.
    /// </summary>
    [Range(0.05, 1.0)]
    public double BreakerFailureRatio { get; init; } = 0.8;

    /// <summary>Calls within <see cref="BreakerWindow"/> before the share says anything; default 8.</summary>
    [Range(2, 10_000)]
    public int BreakerMinimumCalls { get; init; } = 8;

    /// <summary>The time over which the share is taken; default 1 minute.</summary>
    [Range(typeof(TimeSpan), "00:00:00.500", "01:00:00")]
    public TimeSpan BreakerWindow { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long nobody calls an API that is down, before one call tries it; default 15 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.500", "01:00:00")]
    public TimeSpan BreakerPause { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The largest answer that is read, in bytes; default 4 MB.</summary>
    [Range(1_000, 1_000_000_000)]
    public int LargestAnswerBytes { get; init; } = 4_000_000;

    /// <summary>How much of an error's body is read, in bytes; default 16 kB.</summary>
    [Range(200, 1_000_000)]
    public int LargestErrorBytes { get; init; } = 16_000;

    /// <summary>
    /// The offset from UTC of the days and times in the API's messages (daily caps); default that of Beijing, 8 h.
    /// </summary>
    [Range(typeof(TimeSpan), "-14:00:00", "14:00:00")]
    public TimeSpan ApiUtcOffset { get; init; } = TimeSpan.FromHours(8);

    /// <summary>The profile in use, with the model in use.</summary>
    public ModelProfile ProfileInUse() =>
        string.IsNullOrWhiteSpace(Model) ? Profiles[Profile] : Profiles[Profile] with { Model = Model.Trim() };
}
