using Longhand.Support;

namespace Longhand.Tests.Support;

public sealed class WordErrorRateTests
{
    [Theory]
    [InlineData("Hello, world.", "hello world")]
    [InlineData("Please press 1 to continue.", "please press one to continue")]
    [InlineData("Dial 42 or 1,234.", "dial forty-two or one thousand two hundred thirty four")]
    [InlineData("extension 007", "extension zero zero seven")]
    [InlineData("That’s o'clock", "that's o'clock")]
    [InlineData("Leave a voicemail", "leave a voice mail")]
    [InlineData("\"don't call\" menu…", "don't call menu")]
    [InlineData("You cannot re-enter.", "you can not reenter")]
    public void Spellings_of_the_same_words_are_no_errors(string reference, string hypothesis)
    {
        WordErrorRate.Of(reference, hypothesis).Rate.ShouldBe(0);
    }

    [Theory]
    [InlineData("a b c d", "a b c d", 0, 0, 0)]
    [InlineData("a b c d", "a x c d", 1, 0, 0)]
    [InlineData("a b c d", "a b c c d", 0, 1, 0)]
    [InlineData("a b c d", "b c d", 0, 0, 1)]
    [InlineData("a b c d", "", 0, 0, 4)]
    [InlineData("", "a b", 0, 2, 0)]
    [InlineData("it's here", "its here", 1, 0, 0)]
    public void Errors_are_counted_by_their_kind(string reference, string hypothesis, int substitutions, int insertions, int deletions)
    {
        var rate = WordErrorRate.Of(reference, hypothesis);

        (rate.Substitutions, rate.Insertions, rate.Deletions).ShouldBe((substitutions, insertions, deletions));
    }

    [Fact]
    public void The_rate_is_errors_per_word_that_was_said()
    {
        WordErrorRate.Of("one two three four", "one two three for four four").Rate.ShouldBe(0.5);
    }

    [Fact]
    public void The_differences_are_told_in_words()
    {
        WordErrorRate.Of("to lock the conference", "two lock conference room").Differences.ShouldBe("[to → two] [the → ] [ → room]");
    }

    [Fact]
    public void Hours_that_differ_in_many_words_are_aligned_exactly()
    {
        var random = new Random(7);
        var said = Enumerable.Range(0, 5_000).Select(_ => $"w{random.Next(3_000)}x").ToList();
        var heard = said.Where((_, index) => index is < 1_000 or >= 1_200).Select((word, index) => index % 50 == 0 ? "wrong" : word).ToList();

        var rate = WordErrorRate.Of(string.Join(' ', said), string.Join(' ', heard));

        (rate.Substitutions, rate.Insertions, rate.Deletions).ShouldBe((96, 0, 200));
    }
}
