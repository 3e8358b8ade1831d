using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace ModelSync.Sbom.Restored;

/// <summary>A folder in which NuGet keeps packages: ID/VERSION, in small letters.</summary>
internal sealed class PackageFolder(IReadOnlyList<string> roots)
{
    /// <summary>Reads what a package says about itself.</summary>
    /// <exception cref="SbomException">It is not there, or cannot be read.</exception>
    public RestoredPackage Read(string id, string version)
    {
        var (lowId, lowVersion) = (id.ToLowerInvariant(), version.ToLowerInvariant());
        var folder = roots.Select(root => Path.Combine(root, lowId, lowVersion)).FirstOrDefault(Directory.Exists)
            ?? throw new SbomException($"The package {id} {version} is in none of {string.Join(", ", roots)}: restore the project here first.");
        return new RestoredPackage
        {
            Id = id,
            Version = version,
            Licence = LicenceOf(Path.Combine(folder, $"{lowId}.nuspec")),
            Sha512 = HashOf(Path.Combine(folder, $"{lowId}.{lowVersion}.nupkg.sha512")),
        };
    }

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

    // Each format of .nuspec has a namespace of its own: names alone decide.
    private static string? LicenceOf(string path)
    {
        try
        {
            var licence = XDocument.Load(path).Descendants().FirstOrDefault(static element => element.Name.LocalName is "license");
            return (string?)licence?.Attribute("type") is "expression" ? licence.Value.Trim() : null;
        }
        catch (XmlException e)
        {
            throw new SbomException($"{path} is no XML: delete the package's folder and restore again. {e.Message}", e);
        }
    }
}
