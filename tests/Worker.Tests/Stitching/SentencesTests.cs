using Longhand.Stitching;

namespace Longhand.Tests.Stitching;

public sealed class SentencesTests
{
    [Theory]
    [InlineData("One. Two! Three? Four", "One.|Two!|Three?|Four")]
    [InlineData("It costs 3.5 dollars. Cheap.", "It costs 3.5 dollars.|Cheap.")]
    [InlineData("In the U.S. Army he rose. So did I. Then peace.", "In the U.S. Army he rose.|So did I.|Then peace.")]
    [InlineData("Dr. Smith met J. Doe, e.g. at 5 p.m. today. Yes.", "Dr. Smith met J. Doe, e.g. at 5 p.m. today.|Yes.")]
    [InlineData("See No. 5. No. Never.", "See No. 5.|No.|Never.")]
    [InlineData("Well... maybe. \"Really?\" he said. “Yes.” Fine.", "Well... maybe.|\"Really?\" he said.|“Yes.”|Fine.")]
    [InlineData("今天天气很好。我们走吧！你说呢？好", "今天天气很好。|我们走吧！|你说呢？|好")]
    [InlineData("他说：“好。”然后走了。", "他说：“好。”|然后走了。")]
    [InlineData("版本3.5很好。Next one. 完了.好", "版本3.5很好。|Next one.|完了.|好")]
    [InlineData("那个……我想想。", "那个……我想想。")]
    [InlineData("", "")]
    public void Text_is_divided_where_sentences_end_and_nowhere_else(string text, string sentences) =>
        string.Join('|', Sentences.Of(text)).ShouldBe(sentences);

    [Fact]
    public void No_character_is_lost_between_sentences() => Properties.Hold(Properties.AnyText, text =>
    {
        var clean = PlainText.Of(text);

        string.Concat(Sentences.Of(clean)).Replace(" ", "").ShouldBe(clean.Replace(" ", ""));
    });
}
