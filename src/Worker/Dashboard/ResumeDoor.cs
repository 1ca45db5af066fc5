using Longhand.Journey;
using Longhand.Requests;

namespace Longhand.Dashboard;

/// <summary>Takes the button that ends the speech account's pause.</summary>
internal static class ResumeDoor
{
    public static async Task<IResult> ResumeAsync(
        HttpRequest request, PausedRecordings recordings, CancellationToken cancellationToken)
    {
        if (!SameOrigin.Allows(request))
            return Pages.Error(
                StatusCodes.Status403Forbidden,
                "Not from here",
                "This was sent by another site's page; only the button on this dashboard may resume.");
        await recordings.ResumeAsync(cancellationToken);
        return new SeeOther("/");
    }
}
