using Longhand.Api;
using Longhand.Recordings;

namespace Longhand.Tests.Api;

public sealed class RecordingQueryTests
{
    private static readonly RecordingId Last = new(Guid.Parse("01a20391-85d5-7955-8ae0-f041e09a14ce"));

    [Fact]
    public void Nothing_asked_for_is_the_first_page_of_the_usual_size()
    {
        new RecordingQuery(null, null, null).TryRead(50, out var limit, out var before, out var status).ShouldBeNull();

        (limit, before, status).ShouldBe((50, null, null));
    }

    [Fact]
    public void The_next_page_asks_for_the_same_after_the_last_recording()
    {
        new RecordingQuery("2", null, "failed").NextAfter(Last)
            .ShouldBe("/v1/recordings?limit=2&status=failed&before=01a20391-85d5-7955-8ae0-f041e09a14ce");

        new RecordingQuery("2", $"{Last}", "failed").TryRead(50, out var limit, out var before, out var status).ShouldBeNull();
        (limit, before, status).ShouldBe((2, Last, RecordingStatus.Failed));
    }
}
