using Longhand.Support;

namespace Longhand.Tests.Support;

public sealed class SpokenRecordingTextsTests
{
    [Fact]
    public void Only_prompts_that_say_a_sentence_of_their_text_are_used()
    {
        const string lines = """
            ; Core Asterisk Sounds in English

            beep: [this is a simple beep tone]
            silence/10: (10 seconds of silence, this is)
            vm-star-cancel: press * to cancel it
            hello: Hello.
            dictate/forhelp: press 0 for help
            demo-instruct: If you would like to learn more technical information
            priv-callpending: I have a caller waiting, who introduces themselves as:
            """;

        SpokenRecordingTexts.Read(lines).ShouldBe(
        [
            ("dictate/forhelp", "press 0 for help"),
            ("priv-callpending", "I have a caller waiting, who introduces themselves as:"),
        ]);
    }
}
