using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Longhand.SherpaOnnx.Native;

namespace Longhand.Tests.SpeechServer;

public sealed class NativeLayoutTests
{
    [Fact]
    public void Structs_have_the_sizes_of_the_engines_header()
    {
        Unsafe.SizeOf<OfflineModelConfig>().ShouldBe(504);
        Unsafe.SizeOf<OfflineRecognizerConfig>().ShouldBe(608);
        Unsafe.SizeOf<VadModelConfig>().ShouldBe(88);
        Unsafe.SizeOf<SpeechSegment>().ShouldBe(24);
    }

    [Fact]
    public void Fields_that_are_set_lie_where_the_engine_reads_them()
    {
        Marshal.OffsetOf<OfflineModelConfig>(nameof(OfflineModelConfig.Tokens)).ShouldBe(96);
        Marshal.OffsetOf<OfflineModelConfig>(nameof(OfflineModelConfig.Provider)).ShouldBe(112);
        Marshal.OffsetOf<OfflineModelConfig>(nameof(OfflineModelConfig.Moonshine)).ShouldBe(176);
        Marshal.OffsetOf<OfflineRecognizerConfig>(nameof(OfflineRecognizerConfig.DecodingMethod)).ShouldBe(528);
        Marshal.OffsetOf<SpeechSegment>(nameof(SpeechSegment.Count)).ShouldBe(16);
    }
}
