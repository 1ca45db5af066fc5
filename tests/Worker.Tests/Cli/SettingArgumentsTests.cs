using Longhand.Cli;

namespace Longhand.Tests.Cli;

public sealed class SettingArgumentsTests
{
    [Fact]
    public void A_setting_has_its_value_behind_an_equals_sign_or_in_the_next_argument()
    {
        var read = SettingArguments.Read(["--Storage:AudioFolder=/a=b", "--Jobs:ConcurrentRecordings", "3", "--Recognition:ApiKey="]);

        read.ShouldBeOfType<SettingArguments.Settings>().Values.ShouldBe(new Dictionary<string, string?>
        {
            ["Storage:AudioFolder"] = "/a=b",
            ["Jobs:ConcurrentRecordings"] = "3",
            ["Recognition:ApiKey"] = "",
        });
    }

    [Theory]
    [InlineData("--recognition:profiles:mine:pricePerHour=0.5")]
    [InlineData("--Recognition:Hotwords:0=Longhand")]
    [InlineData("--Logging:LogLevel:Default=Debug")]
    [InlineData("--Splitting:Detector=Silero")]
    public void A_setting_that_there_is_is_taken_in_any_spelling(string argument) =>
        SettingArguments.Read([argument]).ShouldBeOfType<SettingArguments.Settings>();

    [Theory]
    [InlineData("sbmit", "no command")]
    [InlineData("--nojobs", "no option")]
    [InlineData("--Storage:", "no option")]
    [InlineData("--Storage:AudioFolder", "no value")]
    [InlineData("--Spliting:Overlap=1", "Splitting")]
    [InlineData("--Splitting:Overlab=1", "Overlap, ")]
    [InlineData("--Splitting:Overlap:Seconds=1", "Splitting:Overlap is a value")]
    [InlineData("--Recognition:Profiles=1", "a section")]
    [InlineData("--Recognition:Profiles:mine:Modell=a", "LongestSegment, Margin, Model")]
    public void What_is_no_setting_is_told_by_name(string argument, string saying)
    {
        var read = SettingArguments.Read([argument]);

        read.ShouldBeOfType<SettingArguments.Wrong>().Reason.ShouldContain(argument.Split('=')[0].TrimStart('-'));
        read.ShouldBeOfType<SettingArguments.Wrong>().Reason.ShouldContain(saying);
    }
}
