using System.Net.Sockets;
using Longhand.Intake;
using Longhand.Storage;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Longhand.Hosting;

/// <summary>What must hold before anything serves, in the order in which it is cheapest to find out.</summary>
internal sealed class Preparation(IServiceProvider services, IConfiguration configuration)
{
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        CheckAddresses();
        if (KnownSettings.WrongIn(configuration).ToList() is { Count: > 0 } unknown)
            throw new StartRefusedException(string.Join(Environment.NewLine, unknown));
        services.GetRequiredService<IStartupValidator>().Validate();
        var storage = services.GetRequiredService<IOptions<StorageOptions>>().Value;
        WritableFolder.Check("Storage:AudioFolder", storage.AudioFolder);
        WritableFolder.Check("Storage:WorkFolder", storage.WorkFolder);
        if (services.GetRequiredService<IOptions<IntakeOptions>>().Value.WatchedFolder is { Length: > 0 } watched)
        {
            // Before anything is made in it: what lies in a watched folder is taken in, the store's own files too.
            SeparateFolders.Check("Intake:WatchedFolder", watched, "Storage:AudioFolder", storage.AudioFolder);
            SeparateFolders.Check("Intake:WatchedFolder", watched, "Storage:WorkFolder", storage.WorkFolder);
            WritableFolder.Check("Intake:WatchedFolder", watched);
        }

        await MigrateAsync(storage, cancellationToken);
        // The first query builds the model and takes a second; no caller should be the one who waits for it.
        await services.GetRequiredService<RecordingReads>().ListAsync(before: null, status: null, limit: 1, cancellationToken);
    }

    private void CheckAddresses()
    {
        foreach (var url in (configuration[WebHostDefaults.ServerUrlsKey] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            try
            {
                BindingAddress.Parse(url);
            }
            catch (FormatException)
            {
                throw new StartRefusedException($"'{url}' is no address to listen at; one looks like http://127.0.0.1:8500 (--urls).");
            }
        }
    }

    private async Task MigrateAsync(StorageOptions storage, CancellationToken cancellationToken)
    {
        var database = Describe(storage.ConnectionString);
        try
        {
            await services.GetRequiredService<Migrator>().MigrateAsync(cancellationToken);
        }
        catch (PostgresException refusal) when (refusal.SqlState is ['2', '8', ..] or PostgresErrorCodes.InvalidCatalogName)
        {
            throw new StartRefusedException(
                $"PostgreSQL refuses {database}: {refusal.MessageText}. Check Storage:ConnectionString, and that the user and the database exist.",
                refusal);
        }
        catch (PostgresException refusal) when (refusal.SqlState is PostgresErrorCodes.InsufficientPrivilege)
        {
            throw new StartRefusedException(
                $"PostgreSQL does not let {database} make its tables: {refusal.MessageText}. Make that user the database's owner.", refusal);
        }
        catch (NpgsqlException failure) when (failure is not PostgresException || failure.IsTransient)
        {
            throw new StartRefusedException(
                $"PostgreSQL does not answer as {database}: {Innermost(failure).Message}. Check that it runs and listens there, and Storage:ConnectionString.",
                failure);
        }
    }

    private static string Describe(string connectionString)
    {
        try
        {
            var database = new NpgsqlConnectionStringBuilder(connectionString);
            return $"host {database.Host}, port {database.Port}, database {database.Database ?? database.Username}, user {database.Username}";
        }
        catch (Exception unreadable) when (unreadable is ArgumentException or FormatException or InvalidCastException)
        {
            throw new StartRefusedException(
                $"Storage:ConnectionString cannot be read: {unreadable.Message} It looks like 'Host=localhost;Database=longhand;Username=longhand'.",
                unreadable);
        }
    }

    private static Exception Innermost(Exception failure) =>
        failure is SocketException || failure.InnerException is null ? failure : Innermost(failure.InnerException);
}
