using Longhand.Recordings;

namespace Longhand.Media;

/// <summary>Judges whether a decode is complete, from all that tells: exit code, lines, and lengths.</summary>
/// <remarks>None of them is proof alone.</remarks>
internal static class DecodeVerdict
{
    private static readonly TimeSpan LeastShortfall = TimeSpan.FromSeconds(2);
    private const double ShortfallShare = 0.01;
    private static readonly TimeSpan LeastLeft = TimeSpan.FromSeconds(1);
    private const int MostNamed = 5;

    // Its decoder calls every frame corrupt that a phone left out in a pause, thousands of them in a sound file.
    private const string Amr = "amr_nb";

    /// <summary>More complaints than this a second, and a failing exit: what came out is noise, not speech.</summary>
    private const double HopelessPerSecond = 5;

    /// <exception cref="PermanentFailureException">
    /// There is nothing to transcribe, or its times would be wrong.
    /// </exception>
    public static DecodedAudio Of(DecodeEnd end, ProcessDiagnostics said)
    {
        var decoded = AudioClock.ToTime(end.Samples);
        if (said.TimelineLost)
            throw new PermanentFailureException(
                $"{end.Audio.Name} has a gap of hours in its timestamps, more than can be filled within "
                    + "Media:MaxMemoryBytes, so every later time would be wrong: "
                    + "remux it (ffmpeg -i in -c copy out), or raise the limit.");
        if (end.Samples == 0)
            throw new PermanentFailureException(
                $"Nothing of {end.Audio.Name} ({end.Audio}) could be decoded: it is damaged or holds no sound. "
                    + Details(end, said));
        if (end.ExitCode != 0 && said.Damaged > HopelessPerSecond * decoded.TotalSeconds)
            throw new PermanentFailureException(
                $"{end.Audio.Name} ({end.Audio}) is damaged throughout or encrypted: submit an undamaged copy. "
                    + Details(end, said));
        var damage = Damage(end, said, decoded).ToList();
        return new DecodedAudio(end.Samples, Complete: damage.Count == 0, [.. Choices(end), .. damage]);
    }

    private static IEnumerable<string> Choices(DecodeEnd end)
    {
        if (end.Audio.AudioStreams > 1)
            yield return $"The file has {end.Audio.AudioStreams} audio streams; "
                + (end.Audio.StreamWasChosen
                    ? $"stream {end.Audio.StreamIndex} was transcribed, as asked for."
                    : $"the default one (stream {end.Audio.StreamIndex}) was transcribed.");
        if (end.Mix == ChannelMix.Difference)
            yield return "The two channels are in opposite phase and would cancel each other; "
                + "their difference was transcribed.";
        if (end.Mix == ChannelMix.Uneven)
            yield return "The two channels are in opposite phase in places and would cancel each other there; "
                + "the left one and half of the right one were transcribed.";
        if (end.Audio.ContainerStart > TimeSpan.Zero)
            yield return $"The file's clock starts at {AudioClock.ToExactText(end.Audio.ContainerStart)}; "
                + "times count from its zero, as players show them.";
    }

    private static IEnumerable<string> Damage(DecodeEnd end, ProcessDiagnostics said, TimeSpan decoded)
    {
        var shortfall = said.DurationGuessed ? null : end.Audio.Duration - decoded;
        if (end.Audio.Duration is { } declared && shortfall > LeastShortfall && shortfall > declared * ShortfallShare)
            yield return $"Truncated: the file declares {AudioClock.ToText(declared)} of audio "
                + $"and ends after {AudioClock.ToText(decoded)}.";
        else if (end.EndMarkMissing)
            yield return $"Truncated: the Ogg file has no end mark, as when recording or uploading was interrupted; it ends "
                + $"after {AudioClock.ToText(decoded)}.";
        else if (IsPlainWav(end.Audio) && said is { DurationGuessed: true, LengthOpen: false })
            yield return $"Truncated: the WAV file is shorter than its header says, or its header was never finished; it ends "
                + $"after {AudioClock.ToText(decoded)}.";
        else if (said.CutOff)
            yield return $"Truncated: the file ends before its container says, after {AudioClock.ToText(decoded)}.";
        if (end.Holes.Count > 0)
            yield return $"Damaged: the file no longer holds what was said {Named(end.Holes)}; "
                + "silence stands there, and what follows is at its own time.";
        else if (said.Damaged > 0 && end.Audio.Codec != Amr && !IsPlainWav(end.Audio))
            yield return $"Damaged: {Faults(said.Damaged)} met while decoding; words near them may be missing and what follows "
                + $"may be too early: submit an undamaged copy if there is one. The first: {said.FirstDamage}";
        if (end.Left > LeastLeft)
            yield return $"The file's clock steps back or stands still: {AudioClock.ToText(end.Left)} of sound have the times of what "
                + "came before and were left out. Submit it without its clock: ffmpeg -i in -vn -af asetpts=N/SR/TB out.flac";
        if (end.ExitCode != 0)
            yield return $"Decoding ended early, after {AudioClock.ToText(decoded)}. {Details(end, said)}";
    }

    // Bare samples cannot be damaged: what is called corrupt there is the last packet, where it is not a whole one.
    private static bool IsPlainWav(AudioDescription audio) =>
        audio.Container == "wav" && audio.Codec.StartsWith("pcm_", StringComparison.Ordinal);

    private static string Faults(int count) => count == 1 ? "1 fault was" : $"{count} faults were";

    private static string Named(IReadOnlyList<DecodeHole> holes) =>
        string.Join(", ", holes.Take(MostNamed)
            .Select(hole => $"from {AudioClock.ToExactText(hole.From)} to {AudioClock.ToExactText(hole.To)}"))
            + (holes.Count > MostNamed ? $" and in {holes.Count - MostNamed} more places" : "");

    private static string Details(DecodeEnd end, ProcessDiagnostics said) =>
        new ProgramEnd("ffmpeg", end.Arguments, end.ExitCode, said).DetailsFor(end.Audio.Name);
}
