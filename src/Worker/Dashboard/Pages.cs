using Microsoft.AspNetCore.Http.HttpResults;

namespace Longhand.Dashboard;

/// <summary>Answers that are pages.</summary>
internal static class Pages
{
    public static RazorComponentResult List(RecordingList list, long maxBytes) => new(
        typeof(RecordingListPage),
        new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [nameof(RecordingListPage.List)] = list,
            [nameof(RecordingListPage.MaxBytes)] = maxBytes,
        });

    public static RazorComponentResult Recording(RecordingView view) => new(
        typeof(RecordingPage),
        new Dictionary<string, object?>(StringComparer.Ordinal) { [nameof(RecordingPage.View)] = view });

    public static RazorComponentResult Error(int statusCode, string title, params IReadOnlyList<string> sentences) => new(
        typeof(ErrorPage),
        new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [nameof(ErrorPage.Title)] = title,
            [nameof(ErrorPage.Sentences)] = sentences,
        })
    {
        StatusCode = statusCode,
    };

    public static RazorComponentResult NoSuchRecording() => Error(
        StatusCodes.Status404NotFound,
        "No such recording",
        "There is no recording of that id. It may have been deleted, or the address is incomplete.");
}
