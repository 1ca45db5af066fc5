using Longhand.Recordings;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Longhand.Storage;

internal sealed class UtteranceMapping : IEntityTypeConfiguration<Utterance>
{
    public void Configure(EntityTypeBuilder<Utterance> builder)
    {
        builder.ToTable("utterances")
            .HasKey(utterance => new { utterance.RecordingId, utterance.SegmentStart, utterance.Ordinal })
            .HasName("utterances_pkey");
        builder.Property(utterance => utterance.RecordingId).HasColumnName("recording_id");
        builder.Property(utterance => utterance.SegmentStart).HasColumnName("segment_start").ValueGeneratedNever();
        builder.Property(utterance => utterance.Ordinal).HasColumnName("ordinal").ValueGeneratedNever();
        builder.Property(utterance => utterance.StartSample).HasColumnName("start_sample");
        builder.Property(utterance => utterance.EndSample).HasColumnName("end_sample");
        builder.Property(utterance => utterance.Text).HasColumnName("text");
        builder.Property(utterance => utterance.Timing).HasColumnName("timing");
        builder.HasIndex(utterance => new { utterance.RecordingId, utterance.StartSample }).HasDatabaseName("utterances_in_time");
        builder.HasOne<Segment>().WithMany()
            .HasForeignKey(utterance => new { utterance.RecordingId, utterance.SegmentStart });
    }
}
