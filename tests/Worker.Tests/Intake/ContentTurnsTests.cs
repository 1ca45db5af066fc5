using Longhand.Intake;

namespace Longhand.Tests.Intake;

public sealed class ContentTurnsTests
{
    private static readonly byte[] One = [1];

    private static readonly byte[] Other = [2];

    private readonly ContentTurns turns = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_content_passes_at_a_time_and_another_passes_beside_it()
    {
        var first = await turns.TakeAsync(One, Token);
        var second = turns.TakeAsync(One, Token);
        using var other = await turns.TakeAsync(Other, Token);

        second.IsCompleted.ShouldBeFalse();
        first.Dispose();
        using var _ = await second;
    }

    [Fact]
    public async Task Who_gives_up_waiting_keeps_nobody_from_the_turn()
    {
        using var hangUp = new CancellationTokenSource();
        var first = await turns.TakeAsync(One, Token);
        var impatient = turns.TakeAsync(One, hangUp.Token);
        var patient = turns.TakeAsync(One, Token);

        await hangUp.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(impatient);
        first.Dispose();

        using (await patient)
            (await Task.WhenAny(turns.TakeAsync(Other, Token))).IsCompletedSuccessfully.ShouldBeTrue();
        using var again = await turns.TakeAsync(One, Token);
    }
}
