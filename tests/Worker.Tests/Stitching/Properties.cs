using FsCheck;
using FsCheck.Fluent;

namespace Longhand.Tests.Stitching;

/// <summary>Generators, and the way a property is checked.</summary>
internal static class Properties
{
    private static readonly string[] _pieces =
    [
        "the", "a", "I", "we", "and", "to", "go", "Then", "morning,", "U.S.", "3.5", "etc.", "don't", "Dr.", "Smith.", "Really?", "No!",
        "—", "(aside)", "“quoted”", "<unk>", "-->", "&", "é́tude", "😀", "extraordinarily-long-compound-word-that-no-line-of-any-caption-can-hold",
        "你好，", "世界。", "今天天气很好！", "我们走吧", "日本語です。", "カタカナ", "안녕하세요", "สวัสดี", "𠮷野家", "\n", "\u0000", "\ud800", " ", "12",
    ];

    public static Gen<string> AnyText { get; } =
        Gen.Elements(_pieces).ListOf().Select(pieces => string.Join(' ', pieces)).Or(
            Gen.Elements(_pieces).ListOf().Select(string.Concat));

    public static Gen<string> SayingText { get; } = AnyText.Select(text => $"{text} word");

    public static Gen<double> AnySeconds { get; } = Gen.Frequency(
        (20, Gen.Choose(0, 60_000).Select(milliseconds => milliseconds / 1000.0)),
        (2, Gen.Choose(-100_000, 100_000).Select(seconds => (double)seconds)),
        (1, Gen.Elements(0.0, -0.0, double.NaN, double.PositiveInfinity, double.MaxValue, double.MinValue)));

    public static void Hold<T>(Gen<T> generator, Action<T> property, int tests = 150) =>
        Check.One(Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(tests), Prop.ForAll(generator.ToArbitrary(), property));

    private static Gen<T> Or<T>(this Gen<T> one, Gen<T> other) => Gen.OneOf(one, other);
}
