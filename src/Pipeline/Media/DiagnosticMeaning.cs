namespace Longhand.Media;

/// <summary>What a line of ffmpeg's tells about the recording.</summary>
internal enum DiagnosticMeaning
{
    Nothing,
    Damage,
    CutOff,
    DurationGuessed,
    LengthOpen,
    TimelineLost,
}
