-- A recording that somebody paused waits until somebody resumes it, whatever the speech account may do meanwhile. It
-- needs no reason, and its pause has no end of its own.
alter table recordings
    add column held boolean not null default false,
    add constraint only_a_pause_is_held check (not held or (status = 'paused' and paused_until is null)),
    drop constraint failure_says_why,
    add constraint failure_says_why check (status not in ('failed', 'paused') or held or error is not null);
