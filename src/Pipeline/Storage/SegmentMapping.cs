using Longhand.Recordings;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Longhand.Storage;

internal sealed class SegmentMapping : IEntityTypeConfiguration<Segment>
{
    public void Configure(EntityTypeBuilder<Segment> builder)
    {
        builder.ToTable("segments").HasKey(segment => new { segment.RecordingId, segment.StartSample }).HasName("segments_pkey");
        builder.Property(segment => segment.RecordingId).HasColumnName("recording_id");
        builder.Property(segment => segment.StartSample).HasColumnName("start_sample").ValueGeneratedNever();
        builder.Property(segment => segment.EndSample).HasColumnName("end_sample");
        builder.Property(segment => segment.State).HasColumnName("state");
        builder.Property(segment => segment.Forced).HasColumnName("forced").HasDefaultValue(false);
        builder.Property(segment => segment.OverlapSamples).HasColumnName("overlap_samples").HasDefaultValue(0);
        builder.Property(segment => segment.Confidence).HasColumnName("confidence");
        builder.Property(segment => segment.Voiced).HasColumnName("voiced").HasDefaultValueSql("'{}'");
        builder.Property(segment => segment.Answer).HasColumnName("answer").HasColumnType("jsonb")
            .HasConversion<SpeechAnswerConverter>();
        builder.Property(segment => segment.GapReason).HasColumnName("gap_reason");
        builder.Property(segment => segment.Calls).HasColumnName("calls").HasDefaultValue(0);
        builder.Property(segment => segment.SentSamples).HasColumnName("sent_samples").HasDefaultValue(0L);
        builder.Property(segment => segment.ResentSamples).HasColumnName("resent_samples").HasDefaultValue(0L);
        builder.Property(segment => segment.SentBefore).HasColumnName("sent_before").HasDefaultValue(false);
        builder.Property(segment => segment.Attempts).HasColumnName("attempts").HasColumnType("jsonb")
            .HasConversion(new SegmentAttemptsConverter(), SegmentAttemptsConverter.Comparer)
            .HasDefaultValueSql("'[]'");
        builder.Property(segment => segment.LastError).HasColumnName("last_error");
        builder.Property(segment => segment.AnsweredAt).HasColumnName("answered_at");
        builder.Property<long?>("PreviousEnd").HasColumnName("previous_end")
            .HasComputedColumnSql("nullif(start_sample, 0)", stored: true);
        builder.Ignore(segment => segment.Owned);
        builder.HasIndex(segment => new { segment.RecordingId, segment.EndSample }).IsUnique().HasDatabaseName("segments_end");
        builder.HasIndex(segment => new { segment.RecordingId, segment.StartSample })
            .HasDatabaseName("segments_pending").HasFilter("state = 'pending'");
        builder.HasOne<Recording>().WithMany().HasForeignKey(segment => segment.RecordingId);
    }
}
