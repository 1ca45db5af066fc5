using Longhand.SherpaOnnx;

namespace Longhand.Tests.SpeechServer;

public sealed class SpeechModelsTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("longhand-models-");

    [Fact]
    public void A_named_folder_without_models_is_not_replaced_by_another() =>
        SpeechModels.TryFind(folder.FullName).ShouldBeNull();

    [Fact]
    public void To_be_without_models_is_an_error_that_names_the_folder_and_the_way_out()
    {
        var message = Should.Throw<SpeechModelsException>(() => SpeechModels.Find(folder.FullName)).Message;

        message.ShouldContain(folder.FullName);
        message.ShouldContain("npm ci");
    }

    [Fact]
    public void A_truncated_model_is_refused_before_the_engine_sees_it()
    {
        var path = Path.Combine(folder.FullName, "node_modules", ModelFile.SileroVad.Path);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "half a model");
        var models = SpeechModels.Find(folder.FullName);

        Should.Throw<SpeechModelsException>(() => models.Verified(ModelFile.SileroVad)).Message.ShouldContain("sha256");
    }

    [Fact]
    public void A_missing_model_is_named()
    {
        Directory.CreateDirectory(Path.Combine(folder.FullName, "node_modules"));
        var models = SpeechModels.Find(folder.FullName);

        Should.Throw<SpeechModelsException>(() => models.Verified(ModelFile.MoonshineEncoder)).Message
            .ShouldContain("encoder_model.onnx");
    }

    public void Dispose() => folder.Delete(recursive: true);
}
