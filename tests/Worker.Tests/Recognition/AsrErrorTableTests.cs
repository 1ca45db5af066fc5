using Longhand.Recognition;

namespace Longhand.Tests.Recognition;

public sealed class AsrErrorTableTests
{
    [Theory]
    [InlineData(401, "1000", AsrOutcome.Stop)]
    [InlineData(401, "1001", AsrOutcome.Stop)]
    [InlineData(401, "1002", AsrOutcome.Stop)]
    [InlineData(401, "1003", AsrOutcome.Stop)]
    [InlineData(401, "1004", AsrOutcome.Stop)]
    [InlineData(401, "1100", AsrOutcome.Stop)]
    [InlineData(429, "1110", AsrOutcome.Pause)]
    [InlineData(429, "1111", AsrOutcome.Pause)]
    [InlineData(429, "1112", AsrOutcome.Pause)]
    [InlineData(429, "1113", AsrOutcome.Pause)]
    [InlineData(429, "1121", AsrOutcome.Pause)]
    [InlineData(400, "1120", AsrOutcome.TryAgain)]
    [InlineData(400, "1210", AsrOutcome.Skip)]
    [InlineData(400, "1211", AsrOutcome.Stop)]
    [InlineData(400, "1212", AsrOutcome.Skip)]
    [InlineData(400, "1213", AsrOutcome.Skip)]
    [InlineData(400, "1214", AsrOutcome.Skip)]
    [InlineData(400, "1215", AsrOutcome.Skip)]
    [InlineData(403, "1220", AsrOutcome.Stop)]
    [InlineData(400, "1221", AsrOutcome.Stop)]
    [InlineData(400, "1222", AsrOutcome.Stop)]
    [InlineData(500, "1230", AsrOutcome.TryAgain)]
    [InlineData(400, "1231", AsrOutcome.TryAgain)]
    [InlineData(500, "1234", AsrOutcome.TryAgain)]
    [InlineData(500, "500", AsrOutcome.TryAgain)]
    [InlineData(400, "1300", AsrOutcome.Skip)]
    [InlineData(400, "1301", AsrOutcome.Skip)]
    [InlineData(429, "1302", AsrOutcome.SlowDown)]
    [InlineData(429, "1303", AsrOutcome.SlowDown)]
    [InlineData(429, "1304", AsrOutcome.Pause)]
    [InlineData(429, "1305", AsrOutcome.SlowDown)]
    [InlineData(429, "1308", AsrOutcome.Pause)]
    [InlineData(429, "1309", AsrOutcome.Stop)]
    [InlineData(429, "1310", AsrOutcome.Pause)]
    [InlineData(429, "1311", AsrOutcome.Stop)]
    [InlineData(429, "1312", AsrOutcome.SlowDown)]
    [InlineData(429, "1313", AsrOutcome.Stop)]
    public void The_APIs_own_code_says_what_happens(int status, string code, object outcome) =>
        AsrErrorTable.OutcomeOf(new AsrError(AsrFault.Refused, "words", status, code)).ShouldBe((AsrOutcome)outcome);

    [Theory]
    [InlineData(302, AsrOutcome.Stop)]
    [InlineData(400, AsrOutcome.Skip)]
    [InlineData(401, AsrOutcome.Stop)]
    [InlineData(402, AsrOutcome.Pause)]
    [InlineData(403, AsrOutcome.Stop)]
    [InlineData(404, AsrOutcome.Stop)]
    [InlineData(405, AsrOutcome.Stop)]
    [InlineData(407, AsrOutcome.Stop)]
    [InlineData(408, AsrOutcome.TryAgain)]
    [InlineData(413, AsrOutcome.TooLong)]
    [InlineData(415, AsrOutcome.Skip)]
    [InlineData(422, AsrOutcome.Skip)]
    [InlineData(425, AsrOutcome.TryAgain)]
    [InlineData(429, AsrOutcome.SlowDown)]
    [InlineData(434, AsrOutcome.Skip)]
    [InlineData(435, AsrOutcome.Skip)]
    [InlineData(500, AsrOutcome.TryAgain)]
    [InlineData(502, AsrOutcome.TryAgain)]
    [InlineData(503, AsrOutcome.SlowDown)]
    [InlineData(504, AsrOutcome.TryAgain)]
    [InlineData(529, AsrOutcome.SlowDown)]
    [InlineData(200, AsrOutcome.TryAgain)]
    public void Without_a_code_the_status_says_it(int status, object outcome) =>
        AsrErrorTable.OutcomeOf(new AsrError(AsrFault.Refused, "words", status)).ShouldBe((AsrOutcome)outcome);

    [Theory]
    [InlineData(AsrFault.TimedOut, AsrOutcome.TryAgain)]
    [InlineData(AsrFault.ConnectionLost, AsrOutcome.TryAgain)]
    [InlineData(AsrFault.HalfAnswer, AsrOutcome.TryAgain)]
    [InlineData(AsrFault.NoAnswer, AsrOutcome.TryAgain)]
    [InlineData(AsrFault.Contradiction, AsrOutcome.TryAgainThenSkip)]
    public void Where_no_error_was_told_the_kind_of_fault_says_it(object fault, object outcome) =>
        AsrErrorTable.OutcomeOf(new AsrError((AsrFault)fault, "words", 200)).ShouldBe((AsrOutcome)outcome);

    [Theory]
    [InlineData("transcriptions文件时长限制为0-30秒", AsrOutcome.TooLong)]
    [InlineData("The audio duration exceeds 60 seconds", AsrOutcome.TooLong)]
    [InlineData("File too large", AsrOutcome.TooLong)]
    [InlineData("文件大小超过限制", AsrOutcome.TooLong)]
    [InlineData("The current file format is not supported", AsrOutcome.Skip)]
    [InlineData("file 参数非法。请检查文档。", AsrOutcome.Skip)]
    public void Code_1214_is_told_apart_by_its_words(string message, object outcome) =>
        AsrErrorTable.OutcomeOf(new AsrError(AsrFault.Refused, message, 400, "1214")).ShouldBe((AsrOutcome)outcome);

    [Fact]
    public void Arrears_under_the_status_of_a_rate_limit_are_still_arrears() =>
        AsrErrorTable.OutcomeOf(new AsrError(AsrFault.Refused, "您的账户已欠费", 429, "1113", TimeSpan.FromSeconds(1))).ShouldBe(AsrOutcome.Pause);

    [Fact]
    public void An_unknown_code_leaves_the_word_to_the_status() =>
        AsrErrorTable.OutcomeOf(new AsrError(AsrFault.Refused, "new", 429, "1999")).ShouldBe(AsrOutcome.SlowDown);
}
