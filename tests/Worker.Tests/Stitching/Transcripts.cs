using Longhand.Recordings;
using Longhand.Stitching;
using Longhand.Stitching.Formats;
using static Longhand.Tests.Stitching.Speech;

namespace Longhand.Tests.Stitching;

/// <summary>Transcripts of a few utterances, and what the formats make of them.</summary>
internal static class Transcripts
{
    public static readonly RecordingId Id = RecordingId.Parse("0198c0de-0000-7000-8000-000000000001", null);

    public static Transcript Of(params (double Start, double End, string Text)[] utterances) => new()
    {
        Id = Id,
        Name = "interview.mp3",
        Status = RecordingStatus.Completed,
        Utterances =
        [
            .. utterances.Select(u => new TimedUtterance(Range(u.Start, u.End), u.Text, UtteranceTiming.Reported)),
        ],
        Coverage = new Coverage(At(60), 0, 0, 0),
        DecodedSamples = At(60),
    };

    public static async Task<string> WriteAsync(TranscriptFormat format, Transcript transcript) =>
        await format.WriteAsync(transcript, TestContext.Current.CancellationToken);

    public static async Task<IReadOnlyList<Cue>> SrtAsync(Transcript transcript) =>
        Cue.ParseSrt(await WriteAsync(TranscriptFormat.Srt, transcript));

    public static async Task<IReadOnlyList<Cue>> VttAsync(Transcript transcript) =>
        Cue.ParseVtt(await WriteAsync(TranscriptFormat.Vtt, transcript));
}
