using Longhand.Recognition;
using Longhand.Support.Faults;

namespace Longhand.IntegrationTests.Recognition;

public sealed class SpeechConcurrencyTests
{
    [Fact]
    public async Task No_more_calls_are_in_flight_than_the_node_may_make()
    {
        await using var host = await RecognitionHost.StartAsync(("Concurrency", "3"));
        var segments = Enumerable.Range(0, 30).Select(_ => host.Segment(0.2)).ToList();
        host.Api.Hold();
        var results = segments.Select(segment => host.Recognizer.RecognizeAsync(segment.Audio, host.Deadline)).ToList();

        await host.Api.WaitForInFlightAsync(3, host.Deadline);
        host.Api.Release();
        var answers = await Task.WhenAll(results);

        answers.Select(result => result.ShouldBeOfType<RecognitionResult.Answered>().Answer.Text).ShouldBe(segments.Select(segment => segment.Text));
        host.Api.Calls.Count.ShouldBe(30);
        host.Api.MostInFlight.ShouldBe(3);
    }

    [Fact]
    public async Task A_caller_that_gives_up_ends_its_call_and_frees_its_place()
    {
        await using var host = await RecognitionHost.StartAsync(("Concurrency", "1"));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(host.Deadline);
        host.Api.OnCall(1, SpeechFault.Hang);
        var given = host.Recognizer.RecognizeAsync(host.Segment().Audio, stop.Token);
        await host.Api.WaitForCallsAsync(1, host.Deadline);

        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => given);
        await host.Api.WaitForInFlightAsync(0, host.Deadline);
        (await host.RecognizeAsync()).ShouldBeOfType<RecognitionResult.Answered>();
    }

    [Fact]
    public async Task A_hidden_cap_below_the_nodes_own_costs_no_segment()
    {
        await using var host = await RecognitionHost.StartAsync(("Concurrency", "8"), ("MaxAttempts", "1"));
        host.Api.HiddenCap = 2;
        var segments = Enumerable.Range(0, 40).Select(_ => host.Segment(0.2)).ToList();

        var answers = await Task.WhenAll(segments.Select(segment => host.Recognizer.RecognizeAsync(segment.Audio, host.Deadline)));

        answers.Select(result => result.ShouldBeOfType<RecognitionResult.Answered>().Answer.Text).ShouldBe(segments.Select(segment => segment.Text));
    }

    [Fact]
    public async Task A_storm_of_mixed_faults_loses_and_doubles_no_segment()
    {
        await using var host = await RecognitionHost.StartAsync(("Concurrency", "8"), ("MaxAttempts", "12"));
        var storm = new Random(7);
        SpeechFault[] faults =
        [
            SpeechFault.Reset,
            SpeechFault.ResetInAnswer,
            SpeechFault.CutAnswer,
            SpeechFault.EmptyBody,
            SpeechFault.Html(),
            SpeechFault.WrongContentType,
            SpeechFault.Error(500, "500", "内部错误"),
            SpeechFault.Error(429, "1302", "slow"),
            SpeechFault.Error(503, null, "busy"),
        ];
        host.Api.Choose(_ => storm.NextDouble() < 0.3 ? faults[storm.Next(faults.Length)] : null);
        var segments = Enumerable.Range(0, 100).Select(_ => host.Segment(0.2)).ToList();

        var answers = await Task.WhenAll(segments.Select(segment => host.Recognizer.RecognizeAsync(segment.Audio, host.Deadline)));

        answers.Select(result => result.ShouldBeOfType<RecognitionResult.Answered>().Answer.Text).ShouldBe(segments.Select(segment => segment.Text));
        host.Api.Calls.Where(call => call.AnsweredText is not null).Select(call => call.AnsweredText).ShouldBeUnique();
        answers.Sum(result => result.Calls).ShouldBe(host.Api.Calls.Count);
    }
}
