namespace Longhand.Cli;

/// <summary>Transcripts as files in a folder: whole, or not there.</summary>
internal sealed class TranscriptFiles(string folder)
{
    /// <summary>Finds out before anything is uploaded whether the folder can be written.</summary>
    /// <exception cref="CommandFailedException">It cannot.</exception>
    public void Check()
    {
        try
        {
            using (new FileStream(Temporary(), FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose))
            {
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException(
                $"The transcripts are written to the current folder, and {folder} cannot be written: {failure.Message} Call this from another folder, or with --no-files.",
                failure)
            {
                ExitCode = ExitCode.Usage,
            };
        }
    }

    /// <summary>Writes one transcript under its name, over an earlier one.</summary>
    public async Task WriteAsync(string name, string transcript, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, name);
        var temporary = Temporary();
        try
        {
            await File.WriteAllTextAsync(temporary, transcript, cancellationToken);
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException($"{path} could not be written: {failure.Message}", failure);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    // In the same folder, since a rename is whole only within one file system.
    private string Temporary() => Path.Combine(folder, $".longhand-{Guid.CreateVersion7():N}");
}
