namespace Longhand.Requests;

/// <summary>The upload cannot be read to its end; thrown to whoever reads its content.</summary>
/// <remarks>No <see cref="IOException"/>, since that means the store's disk to the intake.</remarks>
internal sealed class UploadBrokenException(int status, string message, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>The HTTP status that says so.</summary>
    public int Status => status;

    public static UploadBrokenException CutOff(Exception malformed) => new(
        StatusCodes.Status400BadRequest,
        "The form ends within the file: the upload was cut off. Nothing of it was kept; send it again.",
        malformed);
}
