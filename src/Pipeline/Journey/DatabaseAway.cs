using Longhand.Storage;

namespace Longhand.Journey;

/// <summary>Does again and again what fails because the database is away.</summary>
internal static class DatabaseAway
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <param name="deed">What is done; told the how-many-eth try it is, from 1, since what failed may have happened.</param>
    /// <param name="longest">After so long the failure is thrown.</param>
    /// <param name="waiting">Done once an outage; each further try would only say the same.</param>
    /// <param name="clock">Measures that.</param>
    /// <param name="cancellationToken">Ends the waiting between two tries.</param>
    public static async Task OutlastAsync(
        Func<int, Task> deed,
        TimeSpan longest,
        Action<Exception> waiting,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var began = clock.GetTimestamp();
        for (var tries = 1; ; tries++)
        {
            try
            {
                await deed(tries);
                return;
            }
            catch (Exception away) when (Outage.IsOfTheDatabase(away) && clock.GetElapsedTime(began) < longest)
            {
                if (tries == 1)
                    waiting(away);
            }

            await Task.Delay(Pause, clock, cancellationToken);
        }
    }
}
