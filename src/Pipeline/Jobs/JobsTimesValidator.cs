using Microsoft.Extensions.Options;

namespace Longhand.Jobs;

/// <summary>The settings of the queue that only make sense together.</summary>
internal sealed class JobsTimesValidator : IValidateOptions<JobsOptions>
{
    public ValidateOptionsResult Validate(string? name, JobsOptions options)
    {
        var failures = new List<string>();
        if (options.CheckinMisfireThreshold < options.CheckinInterval)
            failures.Add($"Jobs:CheckinMisfireThreshold ({options.CheckinMisfireThreshold}) must not be below Jobs:CheckinInterval ({options.CheckinInterval}), or one late check-in counts as death.");
        if (options.MaxRetryDelay < options.FirstRetryDelay)
            failures.Add($"Jobs:MaxRetryDelay ({options.MaxRetryDelay}) must not be below Jobs:FirstRetryDelay ({options.FirstRetryDelay}).");
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
