using Longhand.Dashboard;
using Longhand.Recordings;

namespace Longhand.Tests.Dashboard;

public sealed class CoverageBarTests
{
    private const long Total = 1_000_000;

    [Fact]
    public void What_is_not_cut_yet_is_still_to_do() =>
        CoverageBar.Draw([(new SampleRange(0, Total / 2), SegmentState.Transcribed)], Total).ShouldBe(
        [
            new CoverageStretch(0, CoverageBar.Columns / 2, SegmentState.Transcribed),
            new CoverageStretch(CoverageBar.Columns / 2, CoverageBar.Columns / 2, SegmentState.Pending),
        ]);

    [Fact]
    public void A_gap_is_seen_however_short_it_is()
    {
        var stretches = CoverageBar.Draw(
            [
                (new SampleRange(0, 500_000), SegmentState.Transcribed),
                (new SampleRange(500_000, 500_001), SegmentState.Gap),
                (new SampleRange(500_001, Total), SegmentState.Transcribed),
            ],
            Total);

        stretches.Count(stretch => stretch.State == SegmentState.Gap).ShouldBe(1);
    }

    [Fact]
    public void A_day_is_drawn_with_as_few_columns_as_a_minute()
    {
        var segments = Enumerable.Range(0, 2880).Select(number =>
            (new SampleRange(number * 30L, (number + 1) * 30L), number % 2 == 0 ? SegmentState.Transcribed : SegmentState.Silent));

        var stretches = CoverageBar.Draw(segments, 2880 * 30);

        stretches.Sum(stretch => stretch.Columns).ShouldBe(CoverageBar.Columns);
        stretches.ShouldHaveSingleItem();
    }

    [Fact]
    public void A_segment_beyond_the_known_length_stays_in_the_bar() =>
        CoverageBar.Draw([(new SampleRange(0, Total * 2), SegmentState.Silent)], Total)
            .ShouldBe([new CoverageStretch(0, CoverageBar.Columns, SegmentState.Silent)]);
}
