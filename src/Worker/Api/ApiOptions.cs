using System.ComponentModel.DataAnnotations;

namespace Longhand.Api;

/// <summary>How the HTTP door behaves, section <c>Api</c>.</summary>
internal sealed class ApiOptions
{
    public const string Section = "Api";

    /// <summary>An upload that brings no byte for this long is ended; default 1 minute.</summary>
    [Range(typeof(TimeSpan), "00:00:02", "1.00:00:00")]
    public TimeSpan UploadStallTimeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>An upload that brings less than this on average is ended; bytes per second, default 100.</summary>
    [Range(1.0, 1_000_000.0)]
    public double MinUploadBytesPerSecond { get; init; } = 100;

    /// <summary>Recordings on a page of the list where the caller does not say; default 50.</summary>
    [Range(1, MaxPageSize)]
    public int PageSize { get; init; } = 50;

    /// <summary>An event stream repeats its state after this long without a change, so that both ends know of each other; default 15 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00")]
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>An event stream sends changes no faster than this; default 0.2 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan EventInterval { get; init; } = TimeSpan.FromSeconds(0.2);

    /// <summary>The longest page that is handed out.</summary>
    public const int MaxPageSize = 200;
}
