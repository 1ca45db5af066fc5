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
    [InlineData("sbmit", "no command")]
    [InlineData("--nojobs", "no option")]
    [InlineData("--Storage:", "no option")]
    [InlineData("--Storage:AudioFolder", "no value")]
    public void What_is_no_setting_is_told_by_name(string argument, string saying)
    {
        var read = SettingArguments.Read([argument]);

        read.ShouldBeOfType<SettingArguments.Wrong>().Reason.ShouldContain(argument);
        read.ShouldBeOfType<SettingArguments.Wrong>().Reason.ShouldContain(saying);
    }
}
