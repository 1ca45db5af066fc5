using Longhand.SherpaOnnx;

namespace Longhand.SpeechServer.Engine;

/// <summary>What is decoded at once: the speech, and the samples around it that help the model to hear its edges.</summary>
internal sealed record Stretch(VoicedRange Speech, VoicedRange Heard);
