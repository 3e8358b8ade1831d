using ModelSync.EndToEnd.Chart;
using ModelSync.Testing;

namespace ModelSync.EndToEnd.Upgrade;

/// <summary>What users had before this tree: build/previous-release.sh.</summary>
internal sealed class PreviousRelease
{
    private readonly string _folder;

    private PreviousRelease(string folder) => _folder = folder;

    /// <summary>The tag, or what stands in for one.</summary>
    public string Name => File.ReadAllText(Path.Combine(_folder, "name")).Trim();

    /// <summary>Its operator.</summary>
    public string Program => Path.Combine(_folder, "operator", "modelsync-operator.dll");

    /// <summary>Its chart.</summary>
    public string Chart => Path.Combine(_folder, "source", "charts", "modelsync");

    /// <summary>Manifests with all that could be said then.</summary>
    public IReadOnlyList<string> Manifests => Directory.GetFiles(Path.Combine(_folder, "source", "tests", "ModelSync.Api.Corpus", "good"), "*.yaml");

    public static async Task<PreviousRelease> GetAsync(CancellationToken cancellationToken)
    {
        var result = await Tool.RunAsync(Path.Combine(Repository.Root, "build", "previous-release.sh"), [], input: "", cancellationToken);
        return result.Succeeded ? new PreviousRelease(result.Output.Trim()) : throw new AssertionException(result.Error);
    }
}
