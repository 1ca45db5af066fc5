using Longhand.Recordings;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Longhand.Storage;

internal sealed class RecordingMapping : IEntityTypeConfiguration<Recording>
{
    /// <summary>Name of the constraint that ids are unique.</summary>
    public const string Key = "recordings_pkey";

    public void Configure(EntityTypeBuilder<Recording> builder)
    {
        builder.ToTable("recordings").HasKey(recording => recording.Id).HasName(Key);
        builder.Property(recording => recording.Id).HasColumnName("id").ValueGeneratedNever();
        builder.Property(recording => recording.Name).HasColumnName("name");
        builder.Property(recording => recording.Door).HasColumnName("door");
        builder.Property(recording => recording.Source).HasColumnName("source");
        builder.Property(recording => recording.ContentHash).HasColumnName("content_hash");
        builder.Property(recording => recording.SizeBytes).HasColumnName("size_bytes");
        builder.Property(recording => recording.AudioKey).HasColumnName("audio_key");
        builder.Property(recording => recording.AudioStream).HasColumnName("audio_stream");
        builder.Property(recording => recording.MaxSegmentSamples).HasColumnName("max_segment_samples");
        builder.Property(recording => recording.Priority).HasColumnName("priority").HasDefaultValue((short)0);
        builder.Property(recording => recording.Status).HasColumnName("status");
        builder.Property(recording => recording.Run).HasColumnName("run").HasDefaultValue(0);
        builder.Property(recording => recording.Starts).HasColumnName("starts").HasDefaultValue(0);
        builder.Property(recording => recording.Attempts).HasColumnName("attempts").HasDefaultValue(0);
        builder.Property(recording => recording.Node).HasColumnName("node");
        builder.Property(recording => recording.Media).HasColumnName("media");
        builder.Property(recording => recording.DeclaredSamples).HasColumnName("declared_samples");
        builder.Property(recording => recording.DecodedSamples).HasColumnName("decoded_samples");
        builder.Property(recording => recording.Notes).HasColumnName("notes").HasDefaultValueSql("'{}'");
        builder.Property(recording => recording.Error).HasColumnName("error");
        builder.Property(recording => recording.PausedUntil).HasColumnName("paused_until");
        builder.Property(recording => recording.Held).HasColumnName("held").HasDefaultValue(false);
        builder.Property(recording => recording.CreatedAt).HasColumnName("created_at");
        builder.Property(recording => recording.StartedAt).HasColumnName("started_at");
        builder.Property(recording => recording.FinishedAt).HasColumnName("finished_at");
        builder.HasIndex(recording => recording.ContentHash).HasDatabaseName("recordings_content_hash");
        builder.HasIndex(recording => recording.Id).HasDatabaseName("recordings_open").HasFilter("finished_at is null");
    }
}
