using ModelSync.Api.Generator.Reference;

namespace ModelSync.Api.Generator;

/// <summary>Everything that is written from the records of ModelSync.Api alone.</summary>
public static class GeneratedFiles
{
    private static readonly string[] Folders = ["crds", "src/ModelSync.Api/Schema/Generated", "docs/reference/kinds"];

    /// <summary>The text of each file by its path from the repository's folder.</summary>
    public static IReadOnlyDictionary<string, string> All()
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var kinds = KindModel.All(XmlDocumentation.OfApi());
        files["docs/reference/limits.md"] = LimitsPage.Write(kinds);
        foreach (var kind in kinds)
        {
            files[$"crds/{kind.Info.Group}_{kind.Info.Plural}.yaml"] = YamlWriter.Write(CustomResourceDefinition.Of(kind));
            files[$"src/ModelSync.Api/Schema/Generated/{kind.Info.GroupResource}.json"] = CompactSchema.Write(kind.Schema);
            files[$"docs/reference/kinds/{kind.Info.Kind}.md"] = KindPage.Write(kind);
        }

        return files;
    }

    /// <summary>Writes the files that differ, deletes those that are no longer generated, and gives their paths.</summary>
    public static IEnumerable<string> Write(string root)
    {
        var files = All();
        foreach (var stale in Existing(root).Where(path => !files.ContainsKey(path)))
        {
            File.Delete(Path.Combine(root, stale));
            yield return $"{stale} (deleted)";
        }

        foreach (var path in Write(root, files))
        {
            yield return path;
        }
    }

    /// <summary>Writes those of the files that differ, and gives their paths.</summary>
    public static IEnumerable<string> Write(string root, IReadOnlyDictionary<string, string> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        foreach ((var path, var text) in files)
        {
            var target = Path.Combine(root, path);
            if (!File.Exists(target) || !string.Equals(File.ReadAllText(target), text, StringComparison.Ordinal))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.WriteAllText(target, text);
                yield return path;
            }
        }
    }

    /// <summary>The generated files that are there.</summary>
    public static IEnumerable<string> Existing(string root) => [.. Folders.SelectMany(folder => Existing(root, folder))];

    private static IEnumerable<string> Existing(string root, string folder) => Directory.Exists(Path.Combine(root, folder))
        ? Directory.EnumerateFiles(Path.Combine(root, folder)).Select(path => $"{folder}/{Path.GetFileName(path)}").Order(StringComparer.Ordinal)
        : [];
}
