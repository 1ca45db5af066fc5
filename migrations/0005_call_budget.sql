-- The cluster's budget of calls to a speech API: how many may be in flight at once over all nodes, who has them, and
-- who waits for one. There is one budget for each account, that is for each address and model. Everything that changes
-- an account's budget goes through call_sync or call_leave, which lock its row first: so it happens one after the
-- other, whatever node it comes from.
create table call_budgets (
    account      text             primary key,
    -- Calls at once that the API is thought to take; the nodes' ceilings lie above it.
    level        double precision not null constraint level_is_a_call check (level >= 1),
    -- The highest level that held for a whole round of calls; null while none has since the last decrease.
    proven       integer          constraint proven_is_a_call check (proven >= 1),
    -- Calls were refused above the level that is proven: it is exceeded by one call now and then only, to find out
    -- whether that still holds.
    capped       boolean          not null default false,
    -- Counts the decreases, so that what is refused of the calls made before one does not count as another.
    epoch        bigint           not null default 0,
    -- Answered calls at the full level since it was reached; answered calls since the last refusal; probes in a row
    -- that were answered.
    round        integer          not null default 0,
    answers      integer          not null default 0,
    probes       integer          not null default 0,
    refused_at   timestamptz,
    -- Nobody calls before paused_until; then one call at a time tries it until one is answered.
    pause_reason text,
    paused_at    timestamptz,
    paused_until timestamptz,
    -- Until when a recording that was started to make that call has the time to; when a pause last ended.
    trying_until timestamptz,
    resumed_at   timestamptz,
    -- A pause has ended, and the recordings that wait for that are still to be started.
    resuming     boolean          not null default false,
    -- Which life of the server this was last used in; until when nodes say anew what they hold after one began, or when
    -- an outage ended in which none could say that it lives.
    server_at    timestamptz      not null default pg_postmaster_start_time(),
    settled_at   timestamptz,

    constraint capped_by_what_is_proven check (not capped or proven is not null),
    constraint pause_is_whole check
        ((pause_reason is null) = (paused_at is null) and (pause_reason is null) = (paused_until is null))
);

-- Accounts of which nothing has been lost: a crash of the server empties an unlogged table, also one that the server
-- gets over without a restart.
create unlogged table call_accounts_kept (account text primary key);

-- Names nodes for as long as their process lives; each holds the session's advisory lock (call_lock_class(), its id).
create sequence call_node_ids as integer;

create table call_nodes (
    id        integer     primary key,
    account   text        not null references call_budgets (account) on delete cascade,
    ceiling   integer     not null constraint ceiling_is_a_call check (ceiling >= 1),
    seen_at   timestamptz not null,
    -- Since when its lock has been gone, as far as anybody looked.
    missed_at timestamptz
);

create table call_waits (
    node         integer     not null references call_nodes (id) on delete cascade,
    number       bigint      not null,
    recording_id uuid        not null,
    priority     smallint    not null,
    since        timestamptz not null,

    primary key (node, number)
);

create table call_slots (
    node         integer     not null references call_nodes (id) on delete cascade,
    number       bigint      not null,
    recording_id uuid        not null,
    taken_at     timestamptz not null,
    epoch        bigint      not null,
    -- Calls in flight when it was granted, with it.
    rank         integer     not null,
    -- The one call above the level.
    probe        boolean     not null default false,

    primary key (node, number)
);

create function call_lock_class() returns integer immutable language sql as 'select 1818452332';

create function call_channel(p_node integer) returns text immutable language sql as $$
    select 'longhand_calls_' || p_node
$$;

-- What one call's end says of how much the API takes (answered, slow_down) and of the account (paused); anything else
-- (other) says nothing of either.
create function call_judge(p_account text, p_slot call_slots, p_outcome text, p_reason text, p_until timestamptz)
    returns void language plpgsql as $$
declare
    -- One probe may find a place that somebody has just left.
    probes_to_believe constant integer          := 3;
    decrease          constant double precision := 0.7;
    budget  call_budgets;
    -- Nothing that began before the last decrease, pause or resumption counts.
    fresh   boolean;
    most    integer;
    tried   boolean;
    held    double precision;
begin
    select * into budget from call_budgets where account = p_account;
    held := budget.level;
    fresh := p_slot.epoch = budget.epoch;
    tried := budget.paused_until is not null and p_slot.taken_at >= budget.paused_until and fresh;
    most := (select min(ceiling) from call_nodes where account = p_account);
    budget.level := least(budget.level, most);

    -- Decreases and probes make a call stale too, but what it says of the account holds unless a pause ended since.
    if p_outcome = 'paused' and (fresh
            or (budget.paused_until is null and p_slot.taken_at > coalesce(budget.resumed_at, '-infinity'))) then
        perform set_config('synchronous_commit', 'on', true);
        update call_budgets
           set pause_reason = p_reason, paused_at = coalesce(paused_at, clock_timestamp()), paused_until = p_until,
               trying_until = null, resuming = false, epoch = epoch + 1
         where account = p_account;
        delete from call_waits w using call_nodes n where n.id = w.node and n.account = p_account;
        perform pg_notify(call_channel(id), 'look') from call_nodes where account = p_account;
        return;
    end if;

    if tried and p_outcome in ('answered', 'slow_down') then
        update call_budgets
           set pause_reason = null, paused_at = null, paused_until = null, trying_until = null, resuming = true,
               resumed_at = clock_timestamp(), epoch = epoch + 1
         where account = p_account;
        return;
    end if;

    if p_outcome = 'answered' then
        budget.answers := budget.answers + 1;
        if p_slot.probe then
            budget.probes := budget.probes + 1;
            if budget.probes >= probes_to_believe and budget.level < most then
                budget.level := floor(budget.level) + 1;
                budget.capped := false;
                budget.probes := 0;
                budget.answers := 0;
                budget.round := 0;
            end if;
        elsif fresh and p_slot.rank >= floor(budget.level) then
            budget.round := budget.round + 1;
            if budget.round >= floor(budget.level) then
                budget.round := 0;
                budget.proven := greatest(budget.proven, floor(budget.level)::integer);
                if not budget.capped and budget.level < most then
                    budget.level := least(floor(budget.level) + 1, most);
                end if;
            end if;
        end if;
    elsif p_outcome = 'slow_down' then
        budget.refused_at := clock_timestamp();
        budget.answers := 0;
        budget.probes := 0;
        -- Refused beside a probe is refused because of it: which of the two the API heard first is chance.
        update call_slots s set probe = false from call_nodes n
         where s.probe and n.id = s.node and n.account = p_account;
        if fresh and not p_slot.probe then
            budget.epoch := budget.epoch + 1;
            budget.round := 0;
            if budget.proven < floor(budget.level) then
                budget.level := budget.proven;
                budget.capped := true;
            else
                budget.level := greatest(1, floor(budget.level * decrease));
                budget.proven := null;
                budget.capped := false;
            end if;
        end if;
    else
        -- A probe that broke off has found nothing out.
        return;
    end if;

    -- A ceiling that is lower for a while (one node's settings, changed) says nothing of what the API takes.
    if p_outcome = 'answered' and held > most then
        budget.level := held;
    end if;

    update call_budgets
       set level = budget.level, proven = budget.proven, capped = budget.capped, epoch = budget.epoch,
           round = budget.round, answers = budget.answers, probes = budget.probes, refused_at = budget.refused_at
     where account = p_account;
end $$;

-- Gives slots to those who wait, as many as there are: the highest priority first, then the recording with the fewest
-- calls in flight, then whoever has waited longest. Nodes other than the asking one are told of theirs.
create function call_grant(p_account text, p_node integer) returns void language plpgsql as $$
declare
    -- One refused call in so many answered ones is what finding out costs; after long quiet it may cost a little more.
    answers_between_probes      constant integer  := 150;
    answers_between_late_probes constant integer  := 50;
    late                        constant interval := '5 min';
    -- After a clock that stepped back, no wait is longer than it was meant to be.
    settling                    constant interval := '1.5 s';
    -- Who waits looks twice a second or so. What a frozen node is given, nobody uses.
    silent                      constant interval := '3 s';
    budget  call_budgets;
    flying  integer;
    most    integer;
    allowed integer;
    probing boolean;
    chosen  call_waits;
begin
    select * into budget from call_budgets where account = p_account;
    loop
        flying := (select count(*) from call_slots s join call_nodes n on n.id = s.node where n.account = p_account);
        most := (select min(ceiling) from call_nodes where account = p_account and missed_at is null);
        allowed := case
            when budget.settled_at > clock_timestamp()
                and budget.settled_at <= clock_timestamp() + settling then 0
            when budget.paused_until is null then least(floor(budget.level)::integer, most)
            when budget.paused_until <= clock_timestamp() then 1
            else 0 end;
        probing := flying = allowed and allowed > 0 and budget.paused_until is null
            and budget.capped and floor(budget.level) < most
            and (budget.probes > 0 or budget.answers >= answers_between_probes
                or (budget.answers >= answers_between_late_probes and budget.refused_at < clock_timestamp() - late))
            and not exists (
                select from call_slots s join call_nodes n on n.id = s.node where n.account = p_account and s.probe);
        exit when flying >= allowed and not probing;

        select w.* into chosen from call_waits w join call_nodes n on n.id = w.node
         where n.account = p_account and n.missed_at is null and n.seen_at > clock_timestamp() - silent
         order by w.priority desc,
               (select count(*) from call_slots s where s.recording_id = w.recording_id), w.since, w.node, w.number
         limit 1;
        exit when not found;

        if probing then
            -- So that what was granted just before it, and may arrive just behind it, is not taken for a refusal at the
            -- level itself.
            budget.epoch := budget.epoch + 1;
            update call_budgets set epoch = budget.epoch where account = p_account;
        end if;
        delete from call_waits where node = chosen.node and number = chosen.number;
        insert into call_slots (node, number, recording_id, taken_at, epoch, rank, probe)
        values (chosen.node, chosen.number, chosen.recording_id, clock_timestamp(), budget.epoch, flying + 1, probing);
        if chosen.node <> p_node then
            perform pg_notify(call_channel(chosen.node), chosen.number::text);
        end if;
    end loop;
end $$;

-- Takes back what dead nodes hold. A node whose lock is gone has lost its connection: it is dead, or it is back within
-- the grace and holds what it held. A node that keeps its lock and says nothing is frozen; its recordings are taken over
-- by another meanwhile, and it counts as dead too. Nobody is frozen because of an outage in which nobody could say
-- anything.
create function call_reap(p_account text, p_node integer) returns void language plpgsql as $$
declare
    grace  constant interval := '1.5 s';
    frozen constant interval := '15 s';
    abandoned constant interval := '1 hour';
    alive  integer[];
begin
    alive := array(
        select objid::bigint::integer from pg_locks
         where locktype = 'advisory' and granted and classid::bigint = call_lock_class() and objsubid = 2
           and database = (select oid from pg_database where datname = current_database()));
    update call_nodes set missed_at = case when id = any (alive) then null else clock_timestamp() end
     where account = p_account and id <> p_node and (missed_at is null) <> (id = any (alive));
    delete from call_nodes n using call_budgets b
     where n.account = p_account and b.account = p_account and n.id <> p_node
       and (n.missed_at < clock_timestamp() - grace
            or greatest(n.seen_at, b.settled_at) < clock_timestamp() - frozen);
    -- Of accounts that nobody calls with any more, nobody else would.
    delete from call_nodes
     where account <> p_account and id <> all (alive) and seen_at < clock_timestamp() - abandoned;
end $$;

-- Makes the account's rows of this node equal to what the node says (state: arrays waiting, flying and returned),
-- grants what is free, and answers with the calls that the node may make and the pause that keeps it from others. To
-- say the same twice changes nothing, so that a node whose connection broke need not know what was heard.
--
-- Nobody waits for the disk here: what a crash of the server loses, the nodes say again when it is back, and until they
-- have had the time to, nothing is granted.
create function call_sync(
    p_account text, p_node integer, p_ceiling integer, p_look boolean, p_wake boolean, p_state jsonb)
    returns jsonb language plpgsql as $$
declare
    settling constant interval := '1.5 s';
    -- A node says at least so often that it lives, if it can.
    silence  constant interval := '10 s';
    new_account boolean;
    crashed     boolean;
    back        record;
    slot        call_slots;
    paused      boolean;
begin
    perform set_config('synchronous_commit', 'off', true);
    insert into call_budgets (account, level) values (p_account, p_ceiling) on conflict do nothing;
    new_account := found;
    perform from call_budgets where account = p_account for update;
    insert into call_accounts_kept (account) values (p_account) on conflict do nothing;
    crashed := found and not new_account;
    update call_budgets set server_at = pg_postmaster_start_time(), settled_at = clock_timestamp() + settling
     where account = p_account and (crashed or server_at <> pg_postmaster_start_time());
    -- Not heard for so long itself, it cannot tell whether the others were.
    if not exists (
        select from call_nodes
         where id = p_node and seen_at between clock_timestamp() - silence and clock_timestamp() + silence) then
        update call_budgets set settled_at = greatest(settled_at, clock_timestamp()) where account = p_account;
    end if;
    insert into call_nodes (id, account, ceiling, seen_at) values (p_node, p_account, p_ceiling, clock_timestamp())
        on conflict (id) do update set seen_at = clock_timestamp(), missed_at = null, ceiling = excluded.ceiling;

    for back in select * from jsonb_to_recordset(p_state -> 'returned')
        as r (number bigint, outcome text, reason text, until timestamptz)
    loop
        delete from call_slots where node = p_node and number = back.number returning * into slot;
        if found then
            perform call_judge(p_account, slot, back.outcome, back.reason, back.until);
        end if;
    end loop;

    delete from call_slots where node = p_node and number not in (
        select number from jsonb_to_recordset((p_state -> 'waiting') || (p_state -> 'flying')) as k (number bigint));
    delete from call_waits where node = p_node and number not in (
        select number from jsonb_to_recordset(p_state -> 'waiting') as k (number bigint));
    -- Calls that were given to somebody else meanwhile are in flight all the same.
    insert into call_slots (node, number, recording_id, taken_at, epoch, rank)
    select p_node, number, recording, clock_timestamp(), -1, 0
      from jsonb_to_recordset(p_state -> 'flying') as f (number bigint, recording uuid)
        on conflict do nothing;

    paused := (select paused_until > clock_timestamp() from call_budgets where account = p_account);
    if paused is not true then
        insert into call_waits (node, number, recording_id, priority, since)
        select p_node, number, recording, priority, clock_timestamp() - seconds * interval '1 s'
          from jsonb_to_recordset(p_state -> 'waiting')
               as w (number bigint, recording uuid, priority smallint, seconds double precision)
         where not exists (select from call_slots s where s.node = p_node and s.number = w.number)
            on conflict do nothing;
    end if;

    if p_look then
        perform call_reap(p_account, p_node);
    end if;
    perform call_grant(p_account, p_node);
    if p_wake and exists (select from call_waits where node = p_node) then
        perform pg_notify(call_channel(p_node), 'look');
    end if;

    return (
        select jsonb_build_object(
            'granted', (select coalesce(jsonb_agg(number), '[]') from call_slots where node = p_node),
            'pause', case when paused_until > clock_timestamp() then
                jsonb_build_object('reason', pause_reason, 'since', paused_at, 'until', paused_until) end)
          from call_budgets where account = p_account);
end $$;

-- A node that stops in order gives everything back at once.
create function call_leave(p_account text, p_node integer) returns void language plpgsql as $$
begin
    perform from call_budgets where account = p_account for update;
    delete from call_nodes where id = p_node;
    perform call_grant(p_account, p_node);
end $$;

-- Which recordings are served first, when not all can be.
alter table recordings
    add column priority smallint not null default 0
        constraint priority_is_in_range check (priority between -100 and 100);
