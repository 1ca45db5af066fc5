using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Longhand.Api;

namespace Longhand.Cli;

/// <summary>Follows a recording on a worker that may be restarted meanwhile.</summary>
internal sealed class RecordingFollowing(LonghandClient client, TimeProvider clock)
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(0.5);

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    /// <summary>The worker repeats the state every 15 s by default: a stream silent for longer is a dead connection.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(2);

    /// <summary>Long enough for a machine to start again.</summary>
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromMinutes(3);

    /// <summary>Every state until the final one.</summary>
    /// <exception cref="CommandFailedException">The worker stays away, or knows the recording no more.</exception>
    public async IAsyncEnumerable<RecordingView> FollowAsync(Guid id, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var lastHeard = clock.GetTimestamp();
        var wait = FirstWait;
        while (true)
        {
            await using var states = StreamAsync(id, cancellationToken).GetAsyncEnumerator(cancellationToken);
            while (await NextAsync(states, cancellationToken) is { } state)
            {
                lastHeard = clock.GetTimestamp();
                wait = FirstWait;
                yield return state;
                if (state.Final)
                    yield break;
            }

            if (clock.GetElapsedTime(lastHeard) > GiveUpAfter)
                throw new CommandFailedException(
                    $"The worker at {client.Server} has not answered for {GiveUpAfter.TotalMinutes:0} minutes. Recording {id} goes on when it is back: ask for it then with 'transcript {id} --server {client.Server}'.");
            await Task.Delay(wait, clock, cancellationToken);
            wait = TimeSpan.FromTicks(Math.Min(wait.Ticks * 2, LongestWait.Ticks));
        }
    }

    // A stream that breaks is one that ended: both are followed by another.
    private static async Task<RecordingView?> NextAsync(IAsyncEnumerator<RecordingView> states, CancellationToken cancellationToken)
    {
        try
        {
            return await states.MoveNextAsync() ? states.Current : null;
        }
        catch (Exception broken) when (broken is IOException or HttpRequestException or JsonException or CommandFailedException { MayPass: true })
        {
            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private async IAsyncEnumerable<RecordingView> StreamAsync(Guid id, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var silence = new CancellationTokenSource(Silence, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, cancellationToken);
        using var response = await client.OpenEventsAsync(id, either.Token);
        await using var stream = await response.Content.ReadAsStreamAsync(either.Token);
        var events = SseParser.Create(stream, (_, state) => JsonSerializer.Deserialize<RecordingView>(state, ApiJson.Options));
        await foreach (var one in events.EnumerateAsync(either.Token))
        {
            silence.CancelAfter(Silence);
            if (one.Data is { } state)
                yield return state;
        }
    }
}
