using System.Collections.Immutable;
using System.Text.Json;

namespace ModelSync.Sbom.Restored;

/// <summary>Reads project.assets.json, in which NuGet writes down what it restored.</summary>
internal static class AssetsFile
{
    // What goes into a program from a package; analyzers, targets and reference assemblies do not.
    private static readonly string[] Shipped = ["runtime", "native", "resource", "runtimeTargets"];

    // The runtime itself is restored as packs, beside those of the compiler, which are not shipped.
    private const string RuntimePack = ".App.Runtime.";

    /// <summary>What was restored for the only runtime of the file.</summary>
    /// <exception cref="SbomException">It cannot be read, or was not restored for exactly one runtime.</exception>
    public static Restoration Read(string path)
    {
        try
        {
            using var file = JsonDocument.Parse(File.ReadAllBytes(path));
            return Read(path, file.RootElement);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new SbomException($"{path} is no project.assets.json that can be read: restore the project again. {e.Message}", e);
        }
    }

    private static Restoration Read(string path, JsonElement root)
    {
        var targets = root.GetProperty("targets").EnumerateObject().Where(static target => target.Name.Contains('/', StringComparison.Ordinal)).ToArray();
        if (targets is not [{ Value: var target }])
        {
            throw new SbomException($"{path} was restored for {targets.Length} runtimes: restore it with --runtime, for one.");
        }

        var folder = new PackageFolder([.. root.GetProperty("packageFolders").EnumerateObject().Select(static folder => folder.Name)]);
        var libraries = target.EnumerateObject().Select(static library => new Library(library)).ToArray();
        var shipped = libraries.Where(static library => library.IsShipped).ToDictionary(static library => library.Id, StringComparer.OrdinalIgnoreCase);
        var packages = shipped.Values.Select(library => folder.Read(library.Id, library.Version) with { Needs = Shipping(library.Needs, shipped) });
        var packs = RuntimePacks(root).Select(pack => folder.Read(pack.Id, pack.Version)).ToArray();
        var named = libraries.Where(static library => library.IsProject).SelectMany(static library => library.Needs).Concat(NamedByProject(root));
        return new Restoration(
            packages.Concat(packs).ToImmutableSortedDictionary(static package => package.Id, static package => package, StringComparer.Ordinal),
            [.. Shipping(named, shipped), .. packs.Select(static pack => pack.Id)]);
    }

    // The file writes ids as those who depend on a package write them; the package's own spelling is one and the same everywhere.
    private static ImmutableArray<string> Shipping(IEnumerable<string> ids, Dictionary<string, Library> shipped) =>
        [.. ids.Where(shipped.ContainsKey).Select(id => shipped[id].Id).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static IEnumerable<string> NamedByProject(JsonElement root) =>
        Framework(root).TryGetProperty("dependencies", out var named) ? named.EnumerateObject().Select(static package => package.Name) : [];

    private static IEnumerable<(string Id, string Version)> RuntimePacks(JsonElement root) =>
        !Framework(root).TryGetProperty("downloadDependencies", out var packs)
            ? []
            : packs.EnumerateArray()
                .Select(static pack => (Id: pack.GetProperty("name").GetString()!, Version: LowestOf(pack.GetProperty("version").GetString()!)))
                .Where(static pack => pack.Id.Contains(RuntimePack, StringComparison.Ordinal));

    // A range of one version: "[10.0.12, 10.0.12]".
    private static string LowestOf(string range) => range.Trim('[', ']').Split(',')[0].Trim();

    private static JsonElement Framework(JsonElement root) => root.GetProperty("project").GetProperty("frameworks").EnumerateObject().Single().Value;

    private sealed record Library
    {
        public Library(JsonProperty library)
        {
            (Id, Version) = library.Name.Split('/') is [var id, var version]
                ? (id, version)
                : throw new InvalidOperationException($"\"{library.Name}\" is not ID/VERSION.");
            IsProject = library.Value.GetProperty("type").ValueEquals("project");
            IsShipped = !IsProject && Array.Exists(Shipped, kind => HasFiles(library.Value, kind));
            Needs = library.Value.TryGetProperty("dependencies", out var needs) ? [.. needs.EnumerateObject().Select(static need => need.Name)] : [];
        }

        public string Id { get; }

        public string Version { get; }

        public bool IsProject { get; }

        public bool IsShipped { get; }

        public ImmutableArray<string> Needs { get; }

        // "_._" stands for nothing.
        private static bool HasFiles(JsonElement library, string kind) =>
            library.TryGetProperty(kind, out var files) && files.EnumerateObject().Any(static file => !file.Name.EndsWith("/_._", StringComparison.Ordinal));
    }
}
