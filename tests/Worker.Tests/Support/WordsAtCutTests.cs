using Longhand.Support;

namespace Longhand.Tests.Support;

public sealed class WordsAtCutTests
{
    private const string Said = "one two three four five six seven eight nine ten";

    private static readonly SpeechTruth _truth = new(160_000, [new(Said, 0, 160_000)]);

    [Theory]
    [InlineData(Said, Said, "", "", "")]
    [InlineData("one two three four six seven eight nine ten", Said, "five", "", "")]
    [InlineData("one two three four five five six seven eight nine ten", Said, "", "", "five")]
    [InlineData("one two three four fine six seven eight nine ten", Said, "", "five", "")]
    [InlineData("one two three four six seven eight nine ten", "one two three four six seven eight nine ten", "", "", "")]
    [InlineData("two three four five six seven eight nine ten", Said, "", "", "")]
    public void Words_that_the_cut_alone_lost_or_doubled_are_counted(
        string transcript, string uncut, string lost, string misheard, string doubled)
    {
        var words = WordsAtCut.Of(
            _truth, transcript, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(7), new(TimeSpan.Zero, TimeSpan.FromSeconds(10), uncut));

        string.Join(' ', words.Lost).ShouldBe(lost);
        string.Join(' ', words.Misheard).ShouldBe(misheard);
        string.Join(' ', words.Doubled).ShouldBe(doubled);
    }
}
