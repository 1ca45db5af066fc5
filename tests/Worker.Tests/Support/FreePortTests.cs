using Longhand.Support;

namespace Longhand.Tests.Support;

public sealed class FreePortTests
{
    [Fact]
    public void No_port_is_handed_out_twice()
    {
        var ports = Enumerable.Range(0, 50).Select(_ => FreePort.Next()).ToList();

        ports.ShouldBeUnique();
    }
}
