using Longhand.Dashboard;
using Longhand.Recordings;
using Longhand.Storage;

namespace Longhand.Tests.Dashboard;

public sealed class ProgressTests
{
    [Theory]
    [InlineData(RecordingStatus.Queued, null, null, 0, 0, "not started")]
    [InlineData(RecordingStatus.Queued, 3600, null, 0, 0, "0:00 of 1:00:00")]
    [InlineData(RecordingStatus.Splitting, null, null, 3000, 2535, "42:15 so far")]
    [InlineData(RecordingStatus.Splitting, 3600, null, 3000, 2535, "42:15 of 1:00:00")]
    [InlineData(RecordingStatus.Splitting, 60, null, 3000, 2535, "42:15 of 50:00")]
    [InlineData(RecordingStatus.Recognizing, 60, 3600, 3600, 2535, "42:15 of 1:00:00")]
    [InlineData(RecordingStatus.Completed, 60, 3600, 3600, 3600, "1:00:00")]
    [InlineData(RecordingStatus.Failed, 60, null, 0, 0, "nothing transcribed")]
    [InlineData(RecordingStatus.Failed, 3600, null, 3000, 2535, "42:15 of 1:00:00")]
    public void Progress_says_what_is_known_and_no_more(
        RecordingStatus status, int? declared, int? decoded, int split, int done, string told) =>
        Progress.Of(Summary(status, declared, decoded, split, done)).ShouldBe(told);

    [Fact]
    public void Every_status_has_a_name_and_a_meaning()
    {
        foreach (var status in Enum.GetValues<RecordingStatus>())
        {
            StatusWords.Of(status).ShouldNotContain('_');
            StatusWords.Meaning(Summary(status, 60, null, 0, 0)).ShouldEndWith(".");
            RecordingStatuses.Find(status.ToText()).ShouldBe(status);
        }

        RecordingStatuses.Find("lost").ShouldBeNull();
    }

    private static RecordingSummary Summary(RecordingStatus status, int? declared, int? decoded, int split, int done) => new()
    {
        Id = new RecordingId(Guid.Empty),
        Name = "a.wav",
        Door = RecordingDoor.Api,
        Priority = 0,
        Status = status,
        Media = null,
        SizeBytes = 1,
        AudioStream = null,
        MaxSegmentSamples = null,
        DeclaredSamples = declared is { } declaredSeconds ? AudioClock.ToSamples((double)declaredSeconds) : null,
        DecodedSamples = decoded is { } decodedSeconds ? AudioClock.ToSamples((double)decodedSeconds) : null,
        SplitSamples = AudioClock.ToSamples((double)split),
        TranscribedSamples = AudioClock.ToSamples((double)done),
        SilentSamples = 0,
        GapSamples = 0,
        Segments = 1,
        Calls = 1,
        SentSamples = 16_000,
        ResentSamples = 0,
        Notes = [],
        Error = null,
        Attempts = 0,
        Node = null,
        CreatedAt = DateTimeOffset.UnixEpoch,
        StartedAt = null,
        FinishedAt = null,
    };
}
