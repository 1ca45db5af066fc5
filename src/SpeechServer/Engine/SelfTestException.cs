namespace Longhand.SpeechServer.Engine;

internal sealed class SelfTestException(string message) : Exception(message);
