-- What whoever handed a recording in chose for it; null leaves it to the container and to the model profile.
alter table recordings
    add column audio_stream        integer constraint audio_stream_is_an_index check (audio_stream >= 0),
    -- 5 s in samples: shorter pieces cut words more often than they help.
    add column max_segment_samples bigint  constraint max_segment_holds_words check (max_segment_samples >= 80000);
