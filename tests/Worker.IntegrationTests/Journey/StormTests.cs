using System.Text.Json;
using Longhand.Support;
using Longhand.Support.Faults;
using Npgsql;

namespace Longhand.IntegrationTests.Journey;

/// <summary>Two workers against a speech API of which three calls in ten go wrong, each in another way.</summary>
public sealed class StormTests(PostgresCluster cluster) : IAsyncLifetime
{
    private static readonly SpeechFault[] InEither =
    [
        SpeechFault.Hang,
        SpeechFault.HangInAnswer,
        SpeechFault.Reset,
        SpeechFault.ResetInAnswer,
        SpeechFault.CutAnswer,
        SpeechFault.EmptyBody,
        SpeechFault.WrongContentType,
        SpeechFault.Contradiction,
        SpeechFault.Html(),
        SpeechFault.Html(502),
        SpeechFault.SlowBody(TimeSpan.FromMilliseconds(100)),
        SpeechFault.Raw(200, "application/json", "{}"),
        SpeechFault.Error(500, null, "internal"),
        SpeechFault.Error(503, null, "busy"),
        SpeechFault.Error(504, null, "gateway"),
        SpeechFault.Error(429, null, "too many", retryAfter: TimeSpan.FromSeconds(1)),
    ];

    private static readonly SpeechFault[] InGlm =
    [
        SpeechFault.AnswerOfAnother,
        SpeechFault.StreamWithoutDone,
        SpeechFault.StreamError("1234", "网络错误"),
        SpeechFault.StreamFinish("network_error"),
        SpeechFault.Error(429, "1302", "slow"),
        SpeechFault.Error(429, "1305", "busy", ErrorShape.FlatNumber),
        SpeechFault.Error(400, "1120", "later"),
        SpeechFault.Error(400, "1231", "you already have a request"),
        SpeechFault.Error(500, "1230", "flow", ErrorShape.NestedNumber),
    ];

    private static readonly SpeechFault[] InOpenAi =
    [
        SpeechFault.Error(429, "rate_limit_exceeded", "Rate limit reached", retryAfterMilliseconds: 200),
        SpeechFault.Error(503, "slow_down", "Slow down"),
        SpeechFault.Error(500, "500", "Internal", ErrorShape.NestedNumber),
        SpeechFault.Error(500, null, "Internal Server Error", ErrorShape.Detail),
        SpeechFault.Error(409, null, "conflict"),
        SpeechFault.Error(408, null, "timeout"),
    ];

    private FaultInjectingSpeechApi api = null!;

    public async ValueTask InitializeAsync() =>
        api = await FaultInjectingSpeechApi.StartAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync() => await api.DisposeAsync();

    [Theory]
    [InlineData("glm-asr", "1301")]
    [InlineData("whisper-1", "content_filter")]
    public async Task Only_what_is_refused_for_its_content_is_missing_and_says_so(string profile, string refusal)
    {
        var token = TestContext.Current.CancellationToken;
        var isGlm = profile == "glm-asr";
        var storm = new Storm([.. InEither, .. isGlm ? InGlm : InOpenAi], SpeechFault.Error(400, refusal, "sensitive"));
        api.Choose(storm.FaultOf);
        await using var deployment = await Deployment.CreateAsync(
            cluster, isGlm ? api.BaseAddress : api.OpenAiAddress, token);
        (string, string)[] settings =
        [
            ("Recognition:Profile", profile),
            // So that a hang costs the test seconds, and that enough segments meet the storm.
            ("Recognition:AttemptTimeout", "00:00:03"),
            ("Recognition:Profiles:glm-asr:LongestSegment", "00:00:07"),
            ("Recognition:Profiles:whisper-1:LongestSegment", "00:00:07"),
        ];
        var workers = await Task.WhenAll(
            deployment.StartWorkerAsync(token, settings), deployment.StartWorkerAsync(token, settings));
        await using var first = workers[0];
        await using var second = workers[1];
        using var door = new DoorClient(first.BaseAddress);

        var ids = new List<string>();
        foreach (var seed in (int[])[41, 42])
            ids.Add(await door.SubmitAsync(await RecordAsync(deployment, seed, token), token));
        foreach (var id in ids)
        {
            var recording = await door.WaitUntilFinalAsync(id, token);
            recording.GetProperty("status").GetString()
                .ShouldBeOneOf(["completed", "completed_with_gaps"], recording + first.Log + second.Log);
        }

        var gaps = 0;
        foreach (var id in ids)
            gaps += await GapsAsync(deployment, door, id, $"sensitive content ({refusal})", token);
        gaps.ShouldBe(storm.Refused, "segments that the API refused");
        gaps.ShouldBeGreaterThan(2);
        storm.Met.ShouldBe(
            storm.Faults.Select(fault => fault.Name).Distinct(), ignoreOrder: true, "faults that were met");
    }

    /// <summary>
    /// Every answer of the API stands in the transcript once, in order, and every second is accounted for; how many
    /// segments are missing, all for the same reason.
    /// </summary>
    private static async Task<int> GapsAsync(
        Deployment deployment, DoorClient door, string id, string reason, CancellationToken cancellationToken)
    {
        var transcript = await door.TranscriptAsync(id, cancellationToken);
        var (answers, lost) = await SegmentsAsync(deployment, id, cancellationToken);

        answers.ShouldBeUnique();
        string.Join(' ', Strings(transcript, "utterances", "text")).ShouldBe(string.Join(' ', answers));
        transcript.GetProperty("coverage").GetProperty("total_seconds").GetDecimal()
            .ShouldBe(transcript.GetProperty("decoded_seconds").GetDecimal());
        lost.ShouldAllBe(told => told == reason);
        var gaps = Strings(transcript, "gaps", "reason");
        gaps.ShouldAllBe(told => told == reason);
        (gaps.Count > 0).ShouldBe(lost.Count > 0);
        return lost.Count;
    }

    private static List<string?> Strings(JsonElement transcript, string list, string name) =>
        [.. transcript.GetProperty(list).EnumerateArray().Select(part => part.GetProperty(name).GetString())];

    private static async Task<(List<string> Answers, List<string> Lost)> SegmentsAsync(
        Deployment deployment, string id, CancellationToken cancellationToken)
    {
        await using var connections = NpgsqlDataSource.Create(deployment.ConnectionString);
        await using var command = connections.CreateCommand(
            """
            select state, coalesce(answer ->> 'text', gap_reason) from segments
            where recording_id = $1 and state <> 'silent' order by start_sample
            """);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = Guid.Parse(id) });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var (answers, lost) = (new List<string>(), new List<string>());
        while (await reader.ReadAsync(cancellationToken))
            (reader.GetString(0) == "gap" ? lost : answers).Add(reader.GetString(1));
        return (answers, lost);
    }

    private static async Task<string> RecordAsync(Deployment deployment, int seed, CancellationToken cancellationToken)
    {
        var file = deployment.FileNamed($"storm-{seed}.wav");
        await SpokenRecording.WriteAsync(
            file, new() { Length = TimeSpan.FromMinutes(4), Seed = seed }, cancellationToken);
        return file;
    }
}
