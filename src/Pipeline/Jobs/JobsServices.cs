using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Npgsql;
using Quartz;

namespace Longhand.Jobs;

/// <summary>Registers the queue of recordings.</summary>
public static class JobsServices
{
    /// <summary>
    /// The queue's own pool of connections, so that a busy product can't keep a node from saying that it is alive.
    /// </summary>
    internal const string Connections = "Longhand.Jobs";

    /// <summary>
    /// Registers <see cref="IJobQueue"/> and, where this process is to run jobs, the engine that calls
    /// <see cref="RecordingWork"/>.
    /// </summary>
    /// <remarks>
    /// Register it after the migrations and before everything that enqueues at start: hosted services start in that
    /// order.
    /// </remarks>
    public static IServiceCollection AddJobs(this IServiceCollection services, IConfiguration configuration, bool runsJobs)
    {
        var section = configuration.GetSection(JobsOptions.Section);
        services.AddOptionsWithValidateOnStart<JobsOptions, JobsOptionsValidator>().Bind(section);
        services.AddSingleton<IValidateOptions<JobsOptions>, JobsTimesValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddKeyedSingleton(Connections, (provider, _) => Connect(provider.GetRequiredService<IConfiguration>()));
        services.AddQuartz(quartz => QuartzEngine.Configure(quartz, Retries(section)));
        services.AddSingleton<IJobQueue, QuartzJobQueue>();
        services.AddHostedService<QueueSchema>();
        if (runsJobs)
        {
            services.AddHostedService<QueueWake>();
            services.AddQuartzHostedService(host => host.WaitForJobsToComplete = true);
        }

        return services;
    }

    /// <summary>
    /// The engine wants these while it is registered; settings that make no sense stop the host later, with a better
    /// message.
    /// </summary>
    private static JobsOptions Retries(IConfigurationSection section)
    {
        var options = section.Get<JobsOptions>() ?? new JobsOptions();
        var valid = new JobsOptionsValidator().Validate(null, options).Succeeded &&
            new JobsTimesValidator().Validate(null, options).Succeeded;
        return valid ? options : new JobsOptions();
    }

    private static NpgsqlDataSource Connect(IConfiguration configuration)
    {
        var connection = new NpgsqlConnectionStringBuilder(configuration["Storage:ConnectionString"]);
        connection.ApplicationName ??= "longhand queue";
        // The engine locks rows that every node needs to go on: a node that froze within a transaction must not keep
        // them. Nothing is as long between two of its statements on a node that lives.
        connection.Options = $"{connection.Options} -c idle_in_transaction_session_timeout=3s".TrimStart();
        return NpgsqlDataSource.Create(connection);
    }
}
