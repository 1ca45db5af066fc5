using Longhand.Stitching;

namespace Longhand.Tests.Stitching;

public sealed class WordsTests
{
    [Theory]
    [InlineData("Hello, big world!", "Hello,|big|world!")]
    [InlineData("你好，世界。", "你|好，|世|界。")]
    [InlineData("我用iPhone手机（很好）", "我|用|iPhone|手|机|（很|好）")]
    [InlineData("“Yes” — no - way", "“Yes” —|no -|way")]
    [InlineData("— then", "— then")]
    [InlineData("안녕하세요 여러분", "안녕하세요|여러분")]
    [InlineData("...", "...")]
    [InlineData("", "")]
    public void Words_keep_the_punctuation_that_clings_to_them(string text, string words) =>
        string.Join('|', Words.Of(text).Select(word => word.Text)).ShouldBe(words);

    [Theory]
    [InlineData("Don’t!", "dont")]
    [InlineData("ＡＢＣ１", "abc1")]
    [InlineData("ÉTÉ,", "été")]
    public void Two_spellings_of_one_word_have_one_normal_form(string text, string normal) =>
        Words.Of(text).Single().Normal.ShouldBe(normal);

    [Fact]
    public void Words_join_to_the_text_they_came_from() => Properties.Hold(Properties.AnyText, text =>
    {
        var clean = PlainText.Of(text);

        Words.Join(Words.Of(clean)).ShouldBe(clean);
    });

    [Theory]
    [InlineData("(aside)你and", "(aside) and")]
    [InlineData("天気は好い", "天い")]
    public void What_stood_apart_because_of_words_left_out_stays_apart(string text, string ends)
    {
        var words = Words.Of(text);

        Words.Join([words[0], words[^1]]).ShouldBe(ends);
    }
}
