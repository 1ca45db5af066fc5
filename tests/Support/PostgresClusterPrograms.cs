using System.Diagnostics;

namespace Longhand.Support;

/// <summary>PostgreSQL's own programs, run as somebody who may run them: the server refuses to be root.</summary>
internal static class PostgresClusterPrograms
{
    private const string Installations = "/usr/lib/postgresql";

    public static async Task<string> MakeFolderAsync(CancellationToken cancellationToken) => (await RunAsync(
        "/usr/bin/mktemp", ["-d", "/tmp/longhand-pg-XXXXXX"], TimeSpan.FromSeconds(10), cancellationToken)).Trim();

    /// <summary>Runs one of them to its end.</summary>
    /// <returns>What it wrote to its standard output.</returns>
    /// <exception cref="InvalidOperationException">It failed, or did not end in time.</exception>
    public static async Task<string> RunAsync(
        string program, string[] arguments, TimeSpan deadline, CancellationToken cancellationToken, string? standardInput = null)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(deadline);
        using var process = Process.Start(Describe(program, arguments))!;
        try
        {
            await process.StandardInput.WriteAsync(standardInput.AsMemory(), limit.Token);
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return process.ExitCode == 0
                ? await output
                : throw new InvalidOperationException(
                    $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{await output}{await errors}");
        }
        catch (OperationCanceledException exception)
        {
            process.Kill(entireProcessTree: true);
            if (cancellationToken.IsCancellationRequested)
                throw;
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} did not end within {deadline}.", exception);
        }
    }

    private static ProcessStartInfo Describe(string program, string[] arguments)
    {
        string[] owner = Environment.IsPrivilegedProcess
            ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", "--"]
            : [];
        string[] words = [.. owner, Path.IsPathRooted(program) ? program : Path.Combine(Binaries(), program), .. arguments];
        return new ProcessStartInfo(words[0], words[1..])
        {
            // Whoever runs it may not see where we are.
            WorkingDirectory = "/",
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
    }

    /// <summary>The newest installation's; Debian keeps them out of the path, a folder per version.</summary>
    private static string Binaries() =>
        (Directory.Exists(Installations) ? Directory.GetDirectories(Installations) : [])
            .Select(folder => Path.Combine(folder, "bin"))
            .Where(folder => File.Exists(Path.Combine(folder, "initdb")))
            .OrderByDescending(folder => int.TryParse(Path.GetFileName(Path.GetDirectoryName(folder)), out var version) ? version : 0)
            .FirstOrDefault()
        ?? throw new InvalidOperationException($"There is no PostgreSQL server under {Installations}: install the package 'postgresql'.");
}
