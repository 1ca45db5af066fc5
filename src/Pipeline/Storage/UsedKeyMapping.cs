using Longhand.Recordings;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Longhand.Storage;

internal sealed class UsedKeyMapping : IEntityTypeConfiguration<UsedKey>
{
    public void Configure(EntityTypeBuilder<UsedKey> builder)
    {
        builder.ToTable("idempotency_keys").HasKey(used => used.Key).HasName("idempotency_keys_pkey");
        builder.Property(used => used.Key).HasColumnName("key");
        builder.Property(used => used.RequestHash).HasColumnName("request_hash");
        builder.Property(used => used.RecordingId).HasColumnName("recording_id");
        builder.Property(used => used.CreatedAt).HasColumnName("created_at");
        builder.HasIndex(used => used.RecordingId).HasDatabaseName("idempotency_keys_recording");
        builder.HasOne<Recording>().WithMany().HasForeignKey(used => used.RecordingId);
    }
}
