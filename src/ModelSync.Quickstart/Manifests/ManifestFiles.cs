using System.Text.Json.Nodes;

namespace ModelSync.Quickstart.Manifests;

/// <summary>The manifests of this repository that the quickstart applies; the program carries them, under their paths in the repository.</summary>
internal static class ManifestFiles
{
    public const string Definitions = "crds/";
    public const string Permissions = "deploy/rbac.yaml";
    public const string PlaygroundSamples = "deploy/samples/quickstart/";
    public const string ClusterSamples = "deploy/samples/cluster/";

    /// <summary>The objects of a file, or of all files of a folder.</summary>
    public static IReadOnlyList<JsonObject> Read(string path)
    {
        var assembly = typeof(ManifestFiles).Assembly;
        var names = assembly.GetManifestResourceNames().Where(name => name.StartsWith(path, StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToArray();
        return names.Length == 0
            ? throw new InvalidOperationException($"The program carries no manifest {path}.")
            : [.. names.SelectMany(name => ManifestReader.Read(Text(name)))];

        string Text(string name)
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            return reader.ReadToEnd();
        }
    }
}
