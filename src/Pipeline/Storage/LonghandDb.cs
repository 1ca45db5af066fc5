using Longhand.Recordings;
using Microsoft.EntityFrameworkCore;

namespace Longhand.Storage;

/// <summary>The rows of the product. Its shape is made by the SQL migrations; the mappings follow them.</summary>
public sealed class LonghandDb(DbContextOptions<LonghandDb> options) : DbContext(options)
{
    public DbSet<Recording> Recordings => Set<Recording>();

    public DbSet<Segment> Segments => Set<Segment>();

    public DbSet<Utterance> Utterances => Set<Utterance>();

    public DbSet<UsedKey> UsedKeys => Set<UsedKey>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder
        .ApplyConfiguration(new RecordingMapping())
        .ApplyConfiguration(new SegmentMapping())
        .ApplyConfiguration(new UtteranceMapping())
        .ApplyConfiguration(new UsedKeyMapping());

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<RecordingId>().HaveConversion<RecordingIdConverter>();
        configurationBuilder.Properties<RecordingStatus>().HaveConversion<SnakeCaseConverter<RecordingStatus>>();
        configurationBuilder.Properties<RecordingDoor>().HaveConversion<SnakeCaseConverter<RecordingDoor>>();
        configurationBuilder.Properties<SegmentState>().HaveConversion<SnakeCaseConverter<SegmentState>>();
        configurationBuilder.Properties<UtteranceTiming>().HaveConversion<SnakeCaseConverter<UtteranceTiming>>();
    }
}
