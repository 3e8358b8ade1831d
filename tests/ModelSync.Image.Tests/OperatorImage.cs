using System.Formats.Tar;
using System.Text.Json.Nodes;
using ModelSync.Testing;

namespace ModelSync.Image;

/// <summary>The image that build/image.sh wrote.</summary>
internal sealed class OperatorImage
{
    private readonly JsonNode _manifest;
    private readonly string _folder;

    private OperatorImage(string folder)
    {
        _folder = folder;
        _manifest = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "manifest.json")))![0]!;
        Configuration = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, (string)_manifest["Config"]!)))!["config"]!;
    }

    /// <summary>Where it is.</summary>
    public static string ArchivePath { get; } = Path.Combine(Repository.Root, "artifacts", "image", "modelsync-operator.tar");

    /// <summary>What it is called.</summary>
    public string Reference => (string)_manifest["RepoTags"]![0]!;

    /// <summary>User, labels, ports and so on.</summary>
    public JsonNode Configuration { get; }

    /// <summary>Opens the archive in a folder.</summary>
    public static async Task<OperatorImage> OpenAsync(string folder, CancellationToken cancellationToken)
    {
        await TarFile.ExtractToDirectoryAsync(ArchivePath, folder, overwriteFiles: false, cancellationToken);
        return new OperatorImage(folder);
    }

    /// <summary>Unpacks its layers, of which none takes anything away, and returns the root folder.</summary>
    public async Task<string> UnpackAsync(CancellationToken cancellationToken)
    {
        var root = Directory.CreateDirectory(Path.Combine(_folder, "root")).FullName;
        foreach (var layer in _manifest["Layers"]!.AsArray())
        {
            // tar, for links that lead to absolute places: .NET refuses these.
            var result = await EndToEnd.Chart.Tool.RunAsync("tar", ["-xf", Path.Combine(_folder, (string)layer!), "-C", root], input: "", cancellationToken);
            Assert.That(result.ExitCode, Is.Zero, result.Error);
        }

        return root;
    }
}
