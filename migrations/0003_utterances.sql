-- Utterances carry the words, in samples of the recording's one timeline; they hang on the segment whose answer they came from.
create table utterances (
    recording_id  uuid    not null,
    segment_start bigint  not null,
    ordinal       integer not null constraint ordinal_counts_from_0 check (ordinal >= 0),
    start_sample  bigint  not null constraint utterance_starts_in_the_recording check (start_sample >= 0),
    end_sample    bigint  not null,
    text          text    not null constraint utterance_says_something check (text <> ''),
    timing        text    not null constraint timing_is_known check (timing in ('reported', 'estimated')),

    primary key (recording_id, segment_start, ordinal),
    constraint utterance_belongs_to_a_segment foreign key (recording_id, segment_start)
        references segments (recording_id, start_sample) on delete cascade,
    constraint utterance_ends_after_its_start check (end_sample >= start_sample)
);

create index utterances_in_time on utterances (recording_id, start_sample);
