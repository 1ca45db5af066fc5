using FsCheck;
using FsCheck.Fluent;
using Longhand.Recordings;
using Longhand.Splitting;

namespace Longhand.Tests.Splitting;

public sealed class CutPlannerProperties
{
    private static readonly Arbitrary<int> Seeds = Gen.Choose(0, 100_000).ToArbitrary();

    [Fact]
    public void Segments_tile_the_recording_whatever_it_sounds_like() => Check((sound, cuts, _) =>
    {
        cuts[0].Owned.Start.ShouldBe(0);
        cuts[^1].Owned.End.ShouldBe(sound.Samples);
        foreach (var (before, after) in cuts.Zip(cuts.Skip(1)))
            after.Owned.Start.ShouldBe(before.Owned.End);
    });

    [Fact]
    public void Nothing_longer_than_the_limit_is_sent_and_nothing_beyond_the_end() => Check((sound, cuts, max) =>
    {
        foreach (var cut in cuts.Where(cut => !cut.Silent))
        {
            cut.Sent.Length.ShouldBeLessThanOrEqualTo((long)(max * 16_000));
            cut.Sent.End.ShouldBeLessThanOrEqualTo(sound.Samples);
        }
    });

    [Fact]
    public void Only_forced_cuts_overlap() => Check((_, cuts, _) =>
        cuts.ShouldAllBe(cut => cut.OverlapSamples >= 0 && (cut.Forced || cut.OverlapSamples == 0) && !(cut.Silent && cut.Forced)));

    [Fact]
    public void Voiced_stretches_lie_inside_their_segment_in_order() => Check((_, cuts, _) =>
    {
        foreach (var cut in cuts)
        {
            var edges = cut.Voiced.SelectMany(range => new[] { range.Start, range.End }).ToList();
            edges.ShouldBe(edges.Order());
            edges.ShouldAllBe(edge => edge >= 0 && edge <= cut.Owned.Length);
            cut.Voiced.ShouldAllBe(range => range.Length > 0);
        }
    });

    [Fact]
    public void The_plan_does_not_depend_on_how_the_stream_is_handed_over() => Prop.ForAll(Seeds, seed =>
    {
        var sound = Make(seed);
        var random = new System.Random(seed);
        var whole = Planning.Facts(Planning.Plan(sound.Frames, sound.Samples, sound.Max));

        var chunk = random.Next(1, 700);
        Planning.Facts(Planning.Plan(sound.Frames, sound.Samples, sound.Max, chunk: chunk)).ShouldBe(whole);
    }).Check(Rounds);

    [Fact]
    public void A_plan_taken_up_again_behind_stored_cuts_ends_as_it_would_have() => Prop.ForAll(Seeds, seed =>
    {
        var sound = Make(seed);
        var whole = Planning.Plan(sound.Frames, sound.Samples, sound.Max);

        var stored = whole.Take(new System.Random(seed).Next(0, whole.Count + 1)).ToList();
        Planning.Facts(Planning.Plan(sound.Frames, sound.Samples, sound.Max, stored: stored, chunk: 333)).ShouldBe(Planning.Facts(whole));
    }).Check(Rounds);

    private static Config Rounds => Config.QuickThrowOnFailure.WithMaxTest(25);

    private static void Check(Action<(FramePower[] Frames, long Samples, double Max), List<CutSegment>, double> holds) =>
        Prop.ForAll(Seeds, seed =>
        {
            var sound = Make(seed);
            holds(sound, Planning.Plan(sound.Frames, sound.Samples, sound.Max, chunk: 256), sound.Max);
        }).Check(Rounds);

    // Small limits make short sounds long ones.
    private static (FramePower[] Frames, long Samples, double Max) Make(int seed)
    {
        var random = new System.Random(seed);
        var sound = new Sound(seed);
        for (var part = random.Next(1, 7); part > 0; part--)
        {
            var seconds = 0.01 + (random.NextDouble() * 25);
            _ = random.Next(4) switch
            {
                0 => sound.Noise(seconds, -70 + (random.NextDouble() * 55)),
                1 => sound.Zeros(seconds),
                _ => sound.Speech(seconds, -15 - (random.NextDouble() * 40), random.NextDouble() * 0.4),
            };
        }

        return (sound.ToFrames(), sound.Length, 1 + (random.NextDouble() * 14));
    }
}
