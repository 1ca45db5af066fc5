-- The keys under which recordings were handed in: the same request sent again finds its recording instead of making one.
create table idempotency_keys (
    key          text        primary key constraint key_is_visible_ascii check (key ~ '^[!-~]{1,255}$'),
    -- Of the content and of all that was chosen for it.
    request_hash bytea       not null constraint request_hash_is_sha256 check (octet_length(request_hash) = 32),
    recording_id uuid        not null references recordings (id) on delete cascade,
    created_at   timestamptz not null
);

create index idempotency_keys_recording on idempotency_keys (recording_id);
