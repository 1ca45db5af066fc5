-- Segments tile their recording: each one but the first starts where another ends (the foreign key on previous_end),
-- no two start or end at the same sample (the keys), and each ends after it starts. So they are one chain from sample 0,
-- without a hole and without an overlap, whatever the code does.
create table segments (
    recording_id    uuid        not null references recordings (id) on delete cascade,
    start_sample    bigint      not null constraint start_is_in_the_recording check (start_sample >= 0),
    end_sample      bigint      not null,
    state           text        not null constraint state_is_known check (state in ('pending', 'transcribed', 'silent', 'gap')),
    forced          boolean     not null default false,
    overlap_samples integer     not null default 0,
    confidence      real        not null,
    voiced          integer[]   not null default '{}',
    answer          jsonb,
    gap_reason      text,
    calls           integer     not null default 0 constraint calls_count_up check (calls >= 0),
    last_error      text,
    answered_at     timestamptz,
    previous_end    bigint      generated always as (nullif(start_sample, 0)) stored,

    primary key (recording_id, start_sample),
    constraint segments_end unique (recording_id, end_sample),
    constraint segments_are_contiguous foreign key (recording_id, previous_end)
        references segments (recording_id, end_sample) deferrable initially deferred,
    constraint segment_has_length check (end_sample > start_sample),
    constraint overlap_only_where_forced check (overlap_samples >= 0 and (forced or overlap_samples = 0)),
    constraint answer_exactly_when_transcribed check ((state = 'transcribed') = (answer is not null)),
    constraint answered_at_when_transcribed check ((state = 'transcribed') = (answered_at is not null)),
    constraint reason_exactly_when_gap check ((state = 'gap') = (gap_reason is not null))
);

-- What is still to be sent.
create index segments_pending on segments (recording_id, start_sample) where state = 'pending';

-- A recording is complete only when every decoded sample is in a segment and every segment is accounted for.
create function recording_is_accounted_for() returns trigger language plpgsql as $$
declare
    pending bigint;
    gaps    bigint;
    covered bigint;
begin
    select count(*) filter (where state = 'pending'), count(*) filter (where state = 'gap'),
           coalesce(sum(end_sample - start_sample), 0)
      into pending, gaps, covered
      from segments where recording_id = new.id;
    if pending > 0 or covered <> new.decoded_samples or (gaps > 0) <> (new.status = 'completed_with_gaps') then
        raise exception 'recording % cannot become %: % of % samples lie in segments, % segments are pending, % are gaps',
            new.id, new.status, covered, new.decoded_samples, pending, gaps
            using errcode = 'check_violation', constraint = 'recording_is_accounted_for';
    end if;
    return new;
end $$;

create trigger recording_is_accounted_for before insert or update of status on recordings
    for each row when (new.status in ('completed', 'completed_with_gaps'))
    execute function recording_is_accounted_for();
