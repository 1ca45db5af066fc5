using System.Security.Cryptography;

namespace Longhand.SherpaOnnx;

/// <summary>The folder of model files and native libraries that <c>npm ci</c> fills from <c>models/package-lock.json</c>.</summary>
public sealed class SpeechModels
{
    /// <summary>Names the models folder for every program that is not told of it otherwise.</summary>
    public const string FolderVariable = "LONGHAND_MODELS";

    private const string PackagesFolder = "node_modules";
    private readonly string packages;

    private SpeechModels(string folder)
    {
        Folder = folder;
        packages = Path.Combine(folder, PackagesFolder);
    }

    /// <summary>The folder that holds <c>node_modules</c>.</summary>
    public string Folder { get; }

    /// <summary>
    /// The models in <paramref name="folder"/>, else in that of <see cref="FolderVariable"/>, else in the nearest
    /// <c>models</c> folder above the program; null where none of them holds installed packages.
    /// </summary>
    public static SpeechModels? TryFind(string? folder) =>
        Candidates(folder).Where(IsInstalled).Select(found => new SpeechModels(found)).FirstOrDefault();

    /// <summary>Like <see cref="TryFind"/>, but to be without models is an error that says where they were looked for.</summary>
    public static SpeechModels Find(string? folder) => TryFind(folder) ?? throw new SpeechModelsException(
        $"No speech models are installed in {LookedIn(folder)}: run \"npm ci\" in the models folder, or name the folder where that was done ({FolderVariable}).");

    internal string Verified(ModelFile file)
    {
        var path = Path.Combine(packages, file.Path);
        var reinstall = $"run \"npm ci\" in {Folder} to install it again";
        try
        {
            // A truncated model is not refused by the engine: it aborts the whole process.
            using var content = File.OpenRead(path);
            var found = Convert.ToHexStringLower(SHA256.HashData(content));
            return found == file.Sha256
                ? path
                : throw new SpeechModelsException(
                    $"{path} is not the file it should be (sha256 {found}, expected {file.Sha256}): {reinstall}.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SpeechModelsException($"{path} cannot be read ({exception.Message}): {reinstall}.", exception);
        }
    }

    // A folder that was named is meant: a wrong name must not fall through to whatever lies about.
    private static IEnumerable<string> Candidates(string? folder)
    {
        if (!string.IsNullOrWhiteSpace(folder))
            return [Path.GetFullPath(folder)];
        return Environment.GetEnvironmentVariable(FolderVariable) is { Length: > 0 } named
            ? [Path.GetFullPath(named)]
            : FoldersAbove(AppContext.BaseDirectory);
    }

    private static string LookedIn(string? folder) =>
        string.Join(", ", Candidates(folder).DefaultIfEmpty("any models folder above the program"));

    private static IEnumerable<string> FoldersAbove(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            var models = Path.Combine(folder.FullName, "models");
            if (File.Exists(Path.Combine(models, "package-lock.json")) || IsInstalled(models))
                yield return models;
        }
    }

    private static bool IsInstalled(string folder) => Directory.Exists(Path.Combine(folder, PackagesFolder));
}
