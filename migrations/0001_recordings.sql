-- A recording is what everything else is about. PostgreSQL is the truth of where it stands; the job engine only says who runs it when.
create table recordings (
    id               uuid        primary key,
    name             text        not null constraint name_is_told check (name <> ''),
    door             text        not null constraint door_is_known check (door in ('api', 'folder')),
    source           text,
    content_hash     bytea       not null constraint content_hash_is_sha256 check (octet_length(content_hash) = 32),
    size_bytes       bigint      not null constraint size_is_positive check (size_bytes > 0),
    audio_key        text,
    status           text        not null constraint status_is_known check (status in
                         ('queued', 'splitting', 'recognizing', 'stitching', 'paused',
                          'completed', 'completed_with_gaps', 'failed', 'cancelled')),
    run              integer     not null default 0 constraint run_counts_up check (run >= 0),
    starts           integer     not null default 0 constraint starts_count_up check (starts >= 0),
    attempts         integer     not null default 0 constraint attempts_count_up check (attempts >= 0),
    node             text,
    media            text,
    declared_samples bigint      constraint declared_length_is_positive check (declared_samples > 0),
    decoded_samples  bigint      constraint decoded_length_is_positive check (decoded_samples > 0),
    notes            text[]      not null default '{}',
    error            text,
    paused_until     timestamptz,
    created_at       timestamptz not null,
    started_at       timestamptz,
    finished_at      timestamptz,

    constraint finished_exactly_when_final check
        ((status in ('completed', 'completed_with_gaps', 'failed', 'cancelled')) = (finished_at is not null)),
    constraint failure_says_why check (status not in ('failed', 'paused') or error is not null),
    constraint only_a_pause_has_an_end check (paused_until is null or status = 'paused'),
    constraint completed_means_decoded check
        (status not in ('completed', 'completed_with_gaps') or decoded_samples is not null)
);

-- Lists are read newest first by id, which is a UUIDv7; the same content is found by its hash.
create index recordings_content_hash on recordings (content_hash);
create index recordings_open on recordings (id) where finished_at is null;

-- Every write of a run touches its recording's row, so this one trigger tells every listener of every change.
create function tell_recording_changed() returns trigger language plpgsql as $$
begin
    perform pg_notify('recording_changed', coalesce(new.id, old.id)::text);
    return null;
end $$;

create trigger recording_changed after insert or update or delete on recordings
    for each row execute function tell_recording_changed();
