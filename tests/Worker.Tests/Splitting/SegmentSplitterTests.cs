using System.Runtime.InteropServices;
using FsCheck;
using FsCheck.Fluent;
using Longhand.Recordings;
using Longhand.Splitting;
using Microsoft.Extensions.Options;

namespace Longhand.Tests.Splitting;

public sealed class SegmentSplitterTests
{
    private const long Start = 1_234_567;

    private static readonly Arbitrary<int> Seeds = Gen.Choose(0, 100_000).ToArbitrary();

    [Fact]
    public void It_cuts_in_the_pause()
    {
        var sound = new Sound(1).Speech(11, pause: 0.05);
        var pause = sound.Length;
        sound.Zeros(1.2).Speech(11, pause: 0.05);

        var pieces = Split(sound, overlap: 0, seconds: 14);

        pieces.Count.ShouldBe(2);
        pieces[0].Forced.ShouldBeFalse();
        pieces[0].Confidence.ShouldBeGreaterThan(20);
        pieces[0].Owned.End.ShouldBeInRange(Start + pause + 3_200, Start + pause + 16_000);
    }

    [Fact]
    public void Where_there_is_no_pause_the_piece_sends_more_than_it_owns()
    {
        var pieces = Split(new Sound(2).Noise(24, -20), overlap: 0, seconds: 16);

        pieces.Count.ShouldBe(2);
        pieces[0].Forced.ShouldBeTrue();
        pieces[0].OverlapSamples.ShouldBe(24_000);
        pieces[0].Confidence.ShouldBeLessThan(5);
        pieces[1].Forced.ShouldBeFalse();
    }

    [Fact]
    public void A_silence_inside_is_a_pause_to_cut_in_and_no_segment_of_its_own()
    {
        var pieces = Split(new Sound(3).Speech(10).Zeros(12).Speech(10), overlap: 0, seconds: 15);

        pieces.ShouldAllBe(piece => !piece.Silent && !piece.Forced);
    }

    [Fact]
    public void The_last_piece_ends_as_the_segment_did()
    {
        var pieces = Split(new Sound(4).Speech(30), overlap: 24_000, seconds: 12);

        pieces[^1].ShouldSatisfyAllConditions(
            last => last.Forced.ShouldBeTrue(),
            last => last.OverlapSamples.ShouldBe(24_000),
            last => last.Confidence.ShouldBe(3.5f));
        pieces[0].Forced.ShouldBeFalse();
    }

    [Fact]
    public void Pieces_tile_what_was_owned_and_none_is_sent_longer_than_allowed() => Prop.ForAll(Seeds, seed =>
    {
        var random = new System.Random(seed);
        var sound = new Sound(seed);
        for (var part = random.Next(1, 6); part > 0; part--)
        {
            var seconds = 2 + (random.NextDouble() * 12);
            _ = random.Next(4) switch
            {
                0 => sound.Noise(seconds, -60 + (random.NextDouble() * 45)),
                1 => sound.Zeros(seconds),
                _ => sound.Speech(seconds, -15 - (random.NextDouble() * 40), random.NextDouble() * 0.4),
            };
        }

        var overlap = random.Next(2) * random.Next(1, 8_000);
        var allowed = Math.Max(1.6, (sound.Length / 16_000.0) * (0.1 + (random.NextDouble() * 0.85)));
        var whole = Whole(sound, overlap);
        if (!SegmentSplitter.CanSplit(whole) || whole.Sent.Duration.TotalSeconds <= allowed)
            return;

        var pieces = Split(sound, overlap, allowed);

        pieces.Count.ShouldBeGreaterThan(1);
        pieces[0].Owned.Start.ShouldBe(whole.Owned.Start);
        pieces[^1].Owned.End.ShouldBe(whole.Owned.End);
        foreach (var (before, after) in pieces.Zip(pieces.Skip(1)))
            after.Owned.Start.ShouldBe(before.Owned.End);
        pieces.ShouldAllBe(piece => piece.Sent.Length <= (long)(allowed * 16_000) && piece.Sent.End <= whole.Sent.End);
        pieces.ShouldAllBe(piece => piece.Owned.Length > 0 && (piece.Forced || piece.OverlapSamples == 0));
        pieces.ShouldAllBe(piece => piece.Voiced.All(range => range.Start >= 0 && range.End <= piece.Owned.Length));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    private static IReadOnlyList<CutSegment> Split(Sound sound, int overlap, double seconds) =>
        new SegmentSplitter(Options.Create(new SplittingOptions())).Split(
            Whole(sound, overlap), MemoryMarshal.AsBytes(sound.ToArray().AsSpan()), TimeSpan.FromSeconds(seconds));

    private static CutSegment Whole(Sound sound, int overlap) => new(
        new SampleRange(Start, Start + sound.Length - overlap), Silent: false, overlap > 0, overlap, 3.5f, []);
}
