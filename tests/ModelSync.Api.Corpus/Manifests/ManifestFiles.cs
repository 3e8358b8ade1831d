using System.Text.Json.Nodes;

namespace ModelSync.Api.Corpus.Manifests;

/// <summary>The files in good/ and bad/.</summary>
/// <remarks>
/// A file has one document, or two: the object before a change and after it. A bad one begins with lines <c># error: FIELD: MESSAGE</c>, one for each error,
/// or <c># code: FIELD: MESSAGE</c> for what only our own validator can see.
/// </remarks>
public static class ManifestFiles
{
    private const string SeenByServers = "# error: ";
    private const string SeenByCode = "# code: ";

    /// <summary>The manifests that everybody must take.</summary>
    public static IReadOnlyList<Manifest> Good { get; } = Load("good/");

    /// <summary>The manifests that must be refused.</summary>
    public static IReadOnlyList<Manifest> Bad { get; } = Load("bad/");

    private static Manifest[] Load(string folder) =>
    [
        .. typeof(ManifestFiles).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(folder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => Read(name[folder.Length..], Text(name))),
    ];

    private static string Text(string name)
    {
        using var reader = new StreamReader(typeof(ManifestFiles).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    private static Manifest Read(string name, string text)
    {
        var documents = YamlReader.Read(text).Cast<JsonObject>().ToList();
        var kind = ApiKinds.All.Single(kind => string.Equals(kind.Kind, documents[^1]["kind"]!.GetValue<string>(), StringComparison.Ordinal));
        return documents.Count is 1 or 2
            ? new Manifest(name, kind, documents[^1], documents.Count == 2 ? documents[0] : null, [.. text.Split('\n').Select(Expected).OfType<ExpectedError>()])
            : throw new InvalidDataException($"{name} has {documents.Count} documents: write one, or the object before and after a change");
    }

    private static ExpectedError? Expected(string line)
    {
        var isSeen = line.StartsWith(SeenByServers, StringComparison.Ordinal);
        if (!isSeen && !line.StartsWith(SeenByCode, StringComparison.Ordinal))
        {
            return null;
        }

        var parts = line[(isSeen ? SeenByServers : SeenByCode).Length..].Split(": ", 2);
        return new ExpectedError(parts[0], parts[^1], isSeen);
    }
}
