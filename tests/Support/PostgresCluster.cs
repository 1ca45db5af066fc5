using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Npgsql;

namespace Longhand.Support;

/// <summary>
/// A private PostgreSQL cluster on loopback, started when the first database is asked for and gone with the tests.
/// </summary>
/// <remarks>
/// Share one over an assembly (<c>[assembly: AssemblyFixture(typeof(PostgresCluster))]</c>) and give each test class a
/// database of it; a test that stops the server takes a cluster of its own.
/// </remarks>
public sealed class PostgresCluster : IAsyncDisposable
{
    private const string Superuser = "longhand";
    private static readonly TimeSpan ServerDeadline = TimeSpan.FromSeconds(60);

    private readonly SemaphoreSlim startOnce = new(1, 1);
    private readonly string password = RandomNumberGenerator.GetHexString(32, lowercase: true);
    private string? home;
    private int port;
    private int databases;

    /// <summary>
    /// Whether a commit is on disk when it is answered and tables are vacuumed, as in production; off by default, since
    /// only a machine that dies shows the one, and looking after hundreds of databases costs more than the tests in them.
    /// </summary>
    public bool AsInProduction { get; init; }

    private string Data => Path.Combine(home!, "data");

    private string ServerLog => Path.Combine(home!, "server.log");

    /// <summary>Makes an empty database and tells how to connect to it.</summary>
    public async Task<string> CreateDatabaseAsync(CancellationToken cancellationToken)
    {
        await EnsureStartedAsync(cancellationToken);
        var name = $"test_{Interlocked.Increment(ref databases)}";
        await ExecuteAsync($"create database {name}", cancellationToken);
        return ConnectionTo(name);
    }

    /// <summary>Runs a statement as the superuser, in a database that no test uses.</summary>
    public async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await EnsureStartedAsync(cancellationToken);
        // Without a pool: a test may have stopped the server since the last time.
        await using var connection = new NpgsqlConnection($"{ConnectionTo("postgres")};Pooling=false");
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Stops the server; its data and its port stay.</summary>
    /// <param name="immediately">As a crash would: what comes back has to recover.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task StopAsync(bool immediately, CancellationToken cancellationToken) => PostgresClusterPrograms.RunAsync(
        "pg_ctl", ["stop", "-D", Data, "-m", immediately ? "immediate" : "fast", "-w"], ServerDeadline, cancellationToken);

    /// <summary>
    /// Kills one process of the server, as a lack of memory would: the rest of it starts anew by itself, with a recovery.
    /// </summary>
    public async Task KillOneProcessAsync(CancellationToken cancellationToken)
    {
        await EnsureStartedAsync(cancellationToken);
        await using var connection = new NpgsqlConnection(ConnectionTo("postgres") + ";Pooling=false");
        await connection.OpenAsync(cancellationToken);
        using var victim = Process.GetProcessById(connection.ProcessID);
        victim.Kill();
        await victim.WaitForExitAsync(cancellationToken);
        await Eventually.IsAsync(IsBackAsync, "the server has recovered", cancellationToken);

        async Task<bool> IsBackAsync()
        {
            try
            {
                await ExecuteAsync("select 1", cancellationToken);
                return true;
            }
            catch (NpgsqlException)
            {
                return false;
            }
        }
    }

    /// <summary>Starts the server again after <see cref="StopAsync"/>.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (home is null)
            await EnsureStartedAsync(cancellationToken);
        else
            await StartServerAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        startOnce.Dispose();
        if (home is null)
            return;

        // None: what was started is stopped, whatever became of the tests.
        if (File.Exists(Path.Combine(Data, "postmaster.pid")))
            await StopAsync(immediately: true, CancellationToken.None);
        Directory.Delete(home, recursive: true);
    }

    private async Task EnsureStartedAsync(CancellationToken cancellationToken)
    {
        await startOnce.WaitAsync(cancellationToken);
        try
        {
            if (home is not null)
                return;

            home = await PostgresClusterPrograms.MakeFolderAsync(cancellationToken);
            await InitializeAsync(cancellationToken);
            await StartServerAsync(cancellationToken);
        }
        finally
        {
            startOnce.Release();
        }
    }

    private async Task InitializeAsync(CancellationToken cancellationToken)
    {
        // By way of a file in the private folder: arguments are everybody's to read, and a pipe of root's is not the
        // server's to open.
        var passwordFile = Path.Combine(home!, "password");
        await PostgresClusterPrograms.RunAsync("/usr/bin/tee", [passwordFile], ServerDeadline, cancellationToken, standardInput: password);
        await PostgresClusterPrograms.RunAsync(
            "initdb",
            ["-D", Data, "-U", Superuser, "-A", "scram-sha-256", $"--pwfile={passwordFile}", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"],
            ServerDeadline,
            cancellationToken);
    }

    private async Task StartServerAsync(CancellationToken cancellationToken)
    {
        if (port == 0)
            port = FreePort();
        var settings = string.Join(' ', new[]
        {
            "listen_addresses=127.0.0.1", $"port={port}", $"unix_socket_directories={home}", $"fsync={OnOff(AsInProduction)}",
            $"autovacuum={OnOff(AsInProduction)}", "max_connections=300", "shared_buffers=64MB", "jit=off",
        }.Select(setting => $"-c {setting}"));
        try
        {
            await PostgresClusterPrograms.RunAsync(
                "pg_ctl", ["start", "-D", Data, "-l", ServerLog, "-o", settings, "-w"], ServerDeadline, cancellationToken);
        }
        catch (InvalidOperationException exception) when (File.Exists(ServerLog))
        {
            throw new InvalidOperationException($"{exception.Message}\n{await File.ReadAllTextAsync(ServerLog, cancellationToken)}", exception);
        }
    }

    private string ConnectionTo(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = port,
        Database = database,
        Username = Superuser,
        Password = password,
        IncludeErrorDetail = true,
    }.ConnectionString;

    private static string OnOff(bool on) => on ? "on" : "off";

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
