using System.Text;

namespace ModelSync.Cli.Lint;

/// <summary>Finds and reads the files that are named.</summary>
internal static class ManifestFiles
{
    /// <summary>Standard input, as people name it.</summary>
    public const string StandardInput = "-";

    /// <summary>The files with their texts; a folder stands for the manifests in it and below it.</summary>
    /// <exception cref="CliException">A file is not there or cannot be read.</exception>
    public static async IAsyncEnumerable<(string File, ManifestText Source)> ReadAsync(
        IEnumerable<string> names, TextReader input, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var name in names)
        {
            if (name is StandardInput)
            {
                yield return ("stdin", new ManifestText(Path: null, await input.ReadToEndAsync(cancellationToken).ConfigureAwait(false), Encoding.UTF8));
                continue;
            }

            foreach (var file in Files(name))
            {
                yield return (file, await ReadAsync(file, cancellationToken).ConfigureAwait(false));
            }
        }
    }

    /// <summary>The text of one file.</summary>
    public static async Task<ManifestText> ReadAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            return await ManifestText.ReadAsync(file, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CliException(ExitCodes.Usage, e is FileNotFoundException or DirectoryNotFoundException ? $"there is no file {file}: check the path, or write - for standard input" : $"{file} cannot be read: {e.Message}", e);
        }
    }

    private static List<string> Files(string name)
    {
        if (!Directory.Exists(name))
        {
            return [name];
        }

        var files = Directory.EnumerateFiles(name, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".yaml" or ".yml" or ".json")
            .Order(StringComparer.Ordinal)
            .ToList();
        return files.Count > 0 ? files : throw new CliException(ExitCodes.Usage, $"the folder {name} has no .yaml, .yml or .json file");
    }
}
