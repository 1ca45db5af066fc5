using Longhand.Recordings;

namespace Longhand.Tests.Recordings;

public sealed class CommandRulesTests
{
    private const string Obey = "obey";

    private const string Already = "already";

    [Theory]
    [InlineData(RecordingStatus.Queued, false, Obey, Obey, Already, Obey)]
    [InlineData(RecordingStatus.Splitting, false, Obey, Obey, Already, "worked on")]
    [InlineData(RecordingStatus.Recognizing, false, Obey, Obey, Already, "worked on")]
    [InlineData(RecordingStatus.Stitching, false, Obey, Obey, Already, "worked on")]
    [InlineData(RecordingStatus.Paused, false, Obey, Obey, Obey, Obey)]
    [InlineData(RecordingStatus.Paused, true, Obey, Already, Obey, Obey)]
    [InlineData(RecordingStatus.Completed, false, "(completed)", "(completed)", "is completed", "is completed")]
    [InlineData(RecordingStatus.CompletedWithGaps, false, "Delete it", "nothing to pause", "Retry it", Obey)]
    [InlineData(RecordingStatus.Failed, false, "Delete it", "nothing to pause", "Retry it", Obey)]
    [InlineData(RecordingStatus.Cancelled, false, Already, "nothing to pause", "Retry it", Obey)]
    public void A_recording_obeys_says_that_it_is_so_already_or_refuses_with_a_reason(
        RecordingStatus status, bool held, string cancel, string pause, string resume, string retry)
    {
        Judge(RecordingCommand.Cancel).ShouldContain(cancel);
        Judge(RecordingCommand.Pause).ShouldContain(pause);
        Judge(RecordingCommand.Resume).ShouldContain(resume);
        Judge(RecordingCommand.Retry).ShouldContain(retry);

        string Judge(RecordingCommand command) => Word(command.Judge(status, held, hasAudio: true));
    }

    [Theory]
    [InlineData(RecordingCommand.Retry, RecordingStatus.CompletedWithGaps, "Hand the file in again")]
    [InlineData(RecordingCommand.Retry, RecordingStatus.Failed, "Hand the file in again")]
    [InlineData(RecordingCommand.Retry, RecordingStatus.Completed, "is completed")]
    [InlineData(RecordingCommand.Resume, RecordingStatus.Paused, "Hand the file in again")]
    [InlineData(RecordingCommand.Cancel, RecordingStatus.Paused, Obey)]
    public void Without_its_audio_a_recording_sends_nothing_any_more(
        RecordingCommand command, RecordingStatus status, string word) =>
        Word(command.Judge(status, held: false, hasAudio: false)).ShouldContain(word);

    private static string Word(CommandVerdict verdict) => verdict switch
    {
        CommandVerdict.Obey => Obey,
        CommandVerdict.SoAlready => Already,
        CommandVerdict.Refuse refusal => refusal.Reason,
        _ => throw new InvalidOperationException($"{verdict} is no verdict."),
    };
}
