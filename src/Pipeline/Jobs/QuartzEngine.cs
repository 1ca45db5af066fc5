using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using Quartz;

namespace Longhand.Jobs;

/// <summary>
/// Sets the engine up so that a job is never lost, stays in its order, and is taken over when its node dies.
/// </summary>
internal static class QuartzEngine
{
    /// <summary>Nodes under one name are one cluster.</summary>
    public const string ClusterName = "longhand";

    private const double RetryJitter = 0.2;

    public static void Configure(IQuartzBuilder quartz, JobsOptions retries)
    {
        quartz.AddJobType(provider => new TranscriptionJob(
            provider.GetRequiredService<RecordingWork>,
            provider.GetRequiredService<IHostApplicationLifetime>(),
            provider.GetRequiredService<ILogger<TranscriptionJob>>()));
        // As good as without end: a policy that is spent deletes the job. By type or default, because a recovered job
        // loses its trigger's own.
        quartz.UseDefaultRetryPolicy(RetryPolicy.Exponential(
            int.MaxValue, retries.FirstRetryDelay, retries.RetryFactor, retries.MaxRetryDelay, RetryJitter));
        quartz.UsePersistentStore(store =>
        {
            // First come, first served: the line after it brings a delegate too.
            store.UseDriverDelegate<RecoveredFirstDelegate>();
            store.UsePostgres(source => source.DataSourceFactory =
                provider => provider.GetRequiredKeyedService<NpgsqlDataSource>(JobsServices.Connections));
            store.UseClustering();
            store.ProvisionSchema();
            store.ConfigureStore(Keep);
        });
        quartz.Services.AddOptions<QuartzSchedulerOptions>().Configure<IOptions<JobsOptions>>((scheduler, jobs) =>
        {
            scheduler.InstanceName = ClusterName;
            scheduler.InstanceId = Of(jobs).NodeName;
            scheduler.IdleWaitTime = Of(jobs).FallbackPoll;
            scheduler.DefaultMisfireHandling = DefaultMisfireHandling.IgnoreMisfires;
            scheduler.ShutdownJobInterruption = ShutdownJobInterruption.Always;
        });
        // After an outage every node must be back before the first of them looks a second time, or they take each other
        // for dead.
        quartz.Services.AddOptions<AdoJobStoreOptions>().Configure<IOptions<JobsOptions>>((store, jobs) =>
            store.DbRetryInterval = Of(jobs).CheckinInterval / 2);
        quartz.Services.AddOptions<ThreadPoolOptions>().Configure<IOptions<JobsOptions>>((threads, jobs) =>
            threads.MaxConcurrency = Of(jobs).ConcurrentRecordings);
        quartz.Services.AddOptions<ClusteringOptions>().Configure<IOptions<JobsOptions>>((clustering, jobs) =>
        {
            clustering.CheckinInterval = Of(jobs).CheckinInterval;
            clustering.CheckinMisfireThreshold = Of(jobs).CheckinMisfireThreshold;
        });
    }

    /// <remarks>
    /// Settings that make no sense stop the host by themselves; the engine, which checks its own at the same time, need
    /// not say it again.
    /// </remarks>
    private static JobsOptions Of(IOptions<JobsOptions> jobs)
    {
        try
        {
            return jobs.Value;
        }
        catch (OptionsValidationException)
        {
            return new JobsOptions();
        }
    }

    private static void Keep(AdoJobStoreOptions store)
    {
        store.TablePrefix = QueueSchema.TablePrefix;
        store.AcceptEnlistedTransactions = true;
        // Else a job that shutdown interrupts counts as cancelled and is deleted.
        store.RecoverFiringsCancelledByShutdown = true;
        // A job that waits long is a backlog, not a misfire: re-dated ones would let newer recordings pass. Recovered
        // jobs bring their own misfire handling, so the threshold itself is put out of reach.
        store.MisfireThreshold = TimeSpan.FromDays(3650);
        store.MisfireHandlerFrequency = TimeSpan.FromHours(1);
        // Never set a job aside as erroneous: nobody would look there.
        store.MaxConsecutiveFireFailures = 0;
    }
}
