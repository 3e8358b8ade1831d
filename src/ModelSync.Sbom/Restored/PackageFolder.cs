using System.Collections.Immutable;
using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace ModelSync.Sbom.Restored;

/// <summary>A folder in which NuGet keeps packages: ID/VERSION, in small letters.</summary>
internal sealed class PackageFolder(IReadOnlyList<string> roots)
{
    private static readonly string[] OfLicence = ["LICENSE", "LICENCE", "COPYING"];
    private static readonly string[] OfNotices = ["NOTICE"];

    /// <summary>Reads what a package says about itself.</summary>
    /// <exception cref="SbomException">It is not there, or cannot be read.</exception>
    public RestoredPackage Read(string id, string version)
    {
        var (lowId, lowVersion) = (id.ToLowerInvariant(), version.ToLowerInvariant());
        var folder = roots.Select(root => Path.Combine(root, lowId, lowVersion)).FirstOrDefault(Directory.Exists)
            ?? throw new SbomException($"The package {id} {version} is in none of {string.Join(", ", roots)}: restore the project here first.");
        var description = Describe(Path.Combine(folder, $"{lowId}.nuspec"));
        return new RestoredPackage
        {
            Id = id,
            Version = version,
            Licence = LicenceOf(description),
            Copyright = Said(description, "copyright")?.Value.Trim(),
            LicenceFiles = FilesOf(folder, OfLicence),
            NoticeFiles = FilesOf(folder, OfNotices),
            Sha512 = HashOf(Path.Combine(folder, $"{lowId}.{lowVersion}.nupkg.sha512")),
        };
    }

    private static ImmutableArray<string> FilesOf(string folder, string[] words) =>
    [
        .. Directory.EnumerateFiles(folder)
            .Where(path => Array.Exists(words, word => Path.GetFileName(path).Contains(word, StringComparison.OrdinalIgnoreCase)))
            .Order(StringComparer.Ordinal),
    ];

    private static string HashOf(string path)
    {
        try
        {
            return Convert.ToHexStringLower(Convert.FromBase64String(File.ReadAllText(path).Trim()));
        }
        catch (FormatException e)
        {
            throw new SbomException(string.Create(CultureInfo.InvariantCulture, $"{path} holds no hash in base64: delete the package's folder and restore again."), e);
        }
    }

    private static string? LicenceOf(XDocument description) =>
        Said(description, "license") is { } licence && (string?)licence.Attribute("type") is "expression" ? licence.Value.Trim() : null;

    // Each format of .nuspec has a namespace of its own: names alone decide.
    private static XElement? Said(XDocument description, string name) =>
        description.Descendants().FirstOrDefault(element => string.Equals(element.Name.LocalName, name, StringComparison.Ordinal));

    private static XDocument Describe(string path)
    {
        try
        {
            return XDocument.Load(path);
        }
        catch (XmlException e)
        {
            throw new SbomException($"{path} is no XML: delete the package's folder and restore again. {e.Message}", e);
        }
    }
}
