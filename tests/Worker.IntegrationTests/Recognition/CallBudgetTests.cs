using Longhand.Recognition;
using Longhand.Recordings;
using Longhand.Support;
using Npgsql;

namespace Longhand.IntegrationTests.Recognition;

/// <summary>The cluster's budget on real PostgreSQL, without an API behind it.</summary>
public sealed class CallBudgetTests
{
    private static readonly RecordingId Long = RecordingId.New(TimeProvider.System);
    private static readonly RecordingId Short = RecordingId.New(TimeProvider.System);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(8, 3)]
    [InlineData(16, 5)]
    [InlineData(12, 8)]
    [InlineData(4, 1)]
    public async Task A_hidden_cap_is_found_and_kept_to(int ceiling, int cap)
    {
        await using var node = await BudgetNode.StartAsync($"cap-{ceiling}-{cap}", ceiling);
        var api = new SimulatedCap(node.Ledger, cap);

        await api.RunAsync(150, Token);
        var (refused, busy) = await api.RunAsync(600, Token);

        refused.ShouldBeLessThanOrEqualTo(0.02);
        busy.ShouldBeGreaterThanOrEqualTo(0.9 * cap);
    }

    [Fact]
    public async Task A_cap_that_is_raised_is_found_and_one_that_is_lowered_is_kept_to()
    {
        await using var node = await BudgetNode.StartAsync("moving", ceiling: 12);
        var api = new SimulatedCap(node.Ledger, cap: 4);
        await api.RunAsync(300, Token);

        api.Cap = 9;
        await api.RunAsync(400, Token);
        var raised = await api.RunAsync(500, Token);
        api.Cap = 3;
        await api.RunAsync(150, Token);
        var lowered = await api.RunAsync(500, Token);

        raised.Busy.ShouldBeGreaterThanOrEqualTo(8);
        raised.Refused.ShouldBeLessThanOrEqualTo(0.02);
        lowered.Busy.ShouldBeGreaterThanOrEqualTo(2.7);
        lowered.Refused.ShouldBeLessThanOrEqualTo(0.02);
    }

    [Fact]
    public async Task Without_a_cap_the_ceiling_is_used_from_the_first_call_on()
    {
        await using var node = await BudgetNode.StartAsync("free", ceiling: 7);
        var api = new SimulatedCap(node.Ledger, cap: 100);

        var (refused, busy) = await api.RunAsync(200, Token);

        refused.ShouldBe(0);
        busy.ShouldBe(7);
    }

    [Fact]
    public async Task Recordings_share_and_a_higher_priority_goes_first()
    {
        await using var node = await BudgetNode.StartAsync("shared", ceiling: 2);
        var first = await GrantedAsync(node.Budget.TakeAsync(Long, 0, Token));
        var second = await GrantedAsync(node.Budget.TakeAsync(Long, 0, Token));
        var waiting = new List<(string Name, Task<CallTurn> Turn)>
        {
            ("long", node.Budget.TakeAsync(Long, 0, Token)),
            ("long", node.Budget.TakeAsync(Long, 0, Token)),
            ("short", node.Budget.TakeAsync(Short, 0, Token)),
            ("urgent", node.Budget.TakeAsync(Long, 7, Token)),
        };
        await Eventually.IsAsync(
            async () => (await node.Reads.ReadAsync(Token)).Waiting == 4, "all of them stand in line", Token);

        var order = new List<string>();
        var slots = new Queue<CallSlot>([first, second]);
        while (waiting.Count > 0)
        {
            await slots.Dequeue().DisposeAsync();
            var next = await Task.WhenAny(waiting.Select(one => one.Turn));
            order.Add(waiting.Single(one => one.Turn == next).Name);
            waiting.RemoveAll(one => one.Turn == next);
            slots.Enqueue(await GrantedAsync(next));
        }

        order.ShouldBe(["urgent", "short", "long", "long"]);
    }

    [Fact]
    public async Task A_pause_tells_everybody_who_waits_on_every_node_and_ends_with_one_call()
    {
        await using var here = await BudgetNode.StartAsync("paused", ceiling: 2);
        await using var there = await BudgetNode.StartAsync("paused", ceiling: 2);
        var first = await GrantedAsync(here.Budget.TakeAsync(Long, 0, Token));
        var second = await GrantedAsync(there.Budget.TakeAsync(Short, 0, Token));
        var waiting = new[] { here.Budget.TakeAsync(Long, 0, Token), there.Budget.TakeAsync(Short, 0, Token) };

        var until = TimeProvider.System.GetUtcNow().AddSeconds(1.5);
        var told = await first.ReturnAsync(new CallReport(CallOutcome.Paused, "arrears", until));
        var withheld = await Task.WhenAll(waiting);
        // It was refused too, but says nothing new.
        await second.ReturnAsync(new CallReport(CallOutcome.Paused, "again", until.AddHours(1)));
        var state = await there.Reads.ReadAsync(Token);

        told!.Reason.ShouldBe("arrears");
        withheld.ShouldAllBe(turn => turn is CallTurn.Withheld);
        state.Pause.ShouldNotBeNull().Reason.ShouldBe("arrears");
        state.InFlight.ShouldBe(0);
        await Eventually.IsAsync(async () => await here.Pauses.FindAsync(Token) is null, "its end has come", Token);
        var trying = await GrantedAsync(here.Budget.TakeAsync(Long, 0, Token));
        var other = there.Budget.TakeAsync(Short, 0, Token);
        await Eventually.IsAsync(
            async () => (await there.Reads.ReadAsync(Token)).Waiting == 1, "the other waits for its end", Token);
        (await there.Reads.ReadAsync(Token)).InFlight.ShouldBe(1);
        await trying.ReturnAsync(new CallReport(CallOutcome.Answered));
        await (await GrantedAsync(other)).DisposeAsync();
        (await there.Reads.ReadAsync(Token)).Pause.ShouldBeNull();
        (await there.Pauses.StageAsync(Token)).ShouldBeOfType<PauseStage.Resuming>();
    }

    [Fact]
    public async Task Other_failures_cost_nothing_of_the_budget()
    {
        await using var node = await BudgetNode.StartAsync("failing", ceiling: 3);

        for (var call = 0; call < 20; call++)
            await (await GrantedAsync(node.Budget.TakeAsync(Long, 0, Token))).DisposeAsync();

        (await node.Reads.ReadAsync(Token)).Limit.ShouldBe(3);
    }

    [Fact]
    public async Task Who_gives_up_waiting_leaves_the_line_and_who_is_gone_in_order_leaves_its_share()
    {
        var leaving = await BudgetNode.StartAsync("leaving", ceiling: 1);
        await using var staying = await BudgetNode.StartAsync("leaving", ceiling: 1);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        await GrantedAsync(leaving.Budget.TakeAsync(Long, 0, Token));
        var given = staying.Budget.TakeAsync(Short, 0, stop.Token);
        await Eventually.IsAsync(
            async () => (await staying.Reads.ReadAsync(Token)).Waiting == 1, "it stands in line", Token);

        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => given);
        var waiting = (await staying.Reads.ReadAsync(Token)).Waiting;
        var next = staying.Budget.TakeAsync(Short, 0, Token);
        await leaving.DisposeAsync();

        waiting.ShouldBe(0);
        await GrantedAsync(next);
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public async Task A_silent_node_is_frozen_unless_nobody_could_say_anything(bool outage, int held)
    {
        await using var room = await BudgetNode.StartAsync($"silence-{outage}", ceiling: 1);
        await using var database = NpgsqlDataSource.Create(await BudgetDatabase.SharedAsync());
        await using var life = await database.OpenConnectionAsync(Token);
        var (here, there) = (await LiveAsync(life), await LiveAsync(life));
        await room.Ledger.SyncAsync(there, new([], [new(1, Long.Value)], []), look: false, wake: false, Token);
        await room.Ledger.SyncAsync(here, Nothing, look: false, wake: false, Token);

        await ExecuteAsync(
            life,
            $"""
            update call_nodes set seen_at = seen_at - interval '20 s' where id in ({there}, {(outage ? here : there)});
            update call_budgets set settled_at = settled_at - interval '20 s' where account like '%/silence-{outage}%'
            """);
        await room.Ledger.SyncAsync(here, Nothing, look: true, wake: false, Token);
        await room.Ledger.SyncAsync(here, Nothing, look: true, wake: false, Token);

        (await room.Reads.ReadAsync(Token)).InFlight.ShouldBe(held);
    }

    [Fact]
    public async Task After_a_crash_of_the_server_nothing_is_granted_until_the_nodes_have_had_their_say()
    {
        await using var room = await BudgetNode.StartAsync("crash", ceiling: 2);
        await using var database = NpgsqlDataSource.Create(await BudgetDatabase.SharedAsync());
        await using var life = await database.OpenConnectionAsync(Token);
        var node = await LiveAsync(life);
        var one = new NodeCalls([new(1, Long.Value, 0, 0)], [], []);
        var two = new NodeCalls([new(2, Long.Value, 0, 0)], [new(1, Long.Value)], []);

        var before = await room.Ledger.SyncAsync(node, one, look: false, wake: false, Token);
        // What the recovery does to every unlogged table.
        await ExecuteAsync(life, "delete from call_accounts_kept where account like '%/crash%'");
        var after = await room.Ledger.SyncAsync(node, two, look: false, wake: false, Token);

        before.Granted.ShouldBe([1]);
        after.Granted.ShouldBe([1]);
        await Eventually.IsAsync(
            async () => (await room.Ledger.SyncAsync(node, two, look: false, wake: false, Token)).Granted.Count == 2,
            "they have had their say",
            Token);
    }

    [Fact]
    public async Task Those_who_give_up_do_not_wait_for_a_silent_database_one_after_the_other()
    {
        var database = await BudgetDatabase.SharedAsync();
        await using var node = await BudgetNode.StartAsync("silent", ceiling: 1, database);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var slot = await GrantedAsync(node.Budget.TakeAsync(Long, 0, Token));
        var waits = Enumerable.Range(0, 8).Select(_ => node.Budget.TakeAsync(Short, 0, stop.Token)).ToList();
        await Eventually.IsAsync(
            async () => (await node.Reads.ReadAsync(Token)).Waiting == 8, "they stand in line", Token);
        await using var connections = NpgsqlDataSource.Create(database);
        await using var holder = await connections.OpenConnectionAsync(Token);
        await using var silence = await holder.BeginTransactionAsync(Token);
        const string lockIt = "select account from call_budgets where account like '%/silent%' for update";
        await using (var hold = new NpgsqlCommand(lockIt, holder))
            (await hold.ExecuteScalarAsync(Token)).ShouldNotBeNull();

        await stop.CancelAsync();
        // One question goes unanswered for 5 s, and so may the one before it.
        await Should.ThrowAsync<OperationCanceledException>(
            () => Task.WhenAll(waits).WaitAsync(TimeSpan.FromSeconds(20), Token));
        await silence.RollbackAsync(Token);
        await slot.DisposeAsync();

        await GrantedAsync(node.Budget.TakeAsync(Short, 0, Token));
        (await node.Reads.ReadAsync(Token)).Waiting.ShouldBe(0);
    }

    private static NodeCalls Nothing => new([], [], []);

    /// <summary>A node that has a name and shows that it lives for as long as the connection does.</summary>
    private static async Task<int> LiveAsync(NpgsqlConnection connection)
    {
        await using var name = new NpgsqlCommand("select nextval('call_node_ids')::integer", connection);
        var node = (int)(await name.ExecuteScalarAsync(Token))!;
        await ExecuteAsync(connection, $"select pg_advisory_lock(call_lock_class(), {node})");
        return node;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Token);
    }

    private static async Task<CallSlot> GrantedAsync(Task<CallTurn> turn) =>
        (await turn.WaitAsync(TimeSpan.FromSeconds(20), Token)).ShouldBeOfType<CallTurn.Granted>().Slot;
}
