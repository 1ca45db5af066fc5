-- What was called for a segment, what came of it, and what it cost. A call is counted before it is sent, so a killed
-- process hides none: at most what it had in flight is counted without having arrived.
alter table segments
    -- Samples of all calls, and those among them that had been sent before: again, or within a longer segment.
    add column sent_samples   bigint  not null default 0,
    add column resent_samples bigint  not null default 0,
    -- It was sent within a longer segment, which the API refused, before it was one of its own.
    add column sent_before    boolean not null default false,
    -- The last calls whose end is known, oldest first.
    add column attempts       jsonb   not null default '[]';

update segments
   set sent_samples = calls * (end_sample - start_sample + overlap_samples),
       resent_samples = greatest(calls - 1, 0) * (end_sample - start_sample + overlap_samples);

alter table segments
    add constraint only_what_was_sent_is_sent_again check (resent_samples between 0 and sent_samples),
    add constraint attempts_are_few check (jsonb_typeof(attempts) = 'array' and jsonb_array_length(attempts) <= 20);
