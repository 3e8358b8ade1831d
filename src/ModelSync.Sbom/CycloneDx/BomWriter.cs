using System.Text.Json;
using ModelSync.Sbom.Restored;

namespace ModelSync.Sbom.CycloneDx;

/// <summary>Writes what was restored as a CycloneDX document.</summary>
internal static class BomWriter
{
    /// <summary>The document, as JSON.</summary>
    public static string Write(PublishedProgram program, Restoration restored)
    {
        ArgumentNullException.ThrowIfNull(program);
        ArgumentNullException.ThrowIfNull(restored);
        var self = $"{program.Name}@{program.Version}";
        string Purl(string id) => PurlOf(restored.Packages[id]);
        var bom = new Bom
        {
            Schema = "http://cyclonedx.org/schema/bom-1.6.schema.json",
            BomFormat = "CycloneDX",
            SpecVersion = "1.6",
            Version = 1,
            Metadata = new BomMetadata(new BomComponent
            {
                Type = "application",
                Reference = self,
                Name = program.Name,
                Version = program.Version,
                Licenses = [new BomLicence(program.Licence)],
            }),
            Components = [.. restored.Packages.Values.Select(Component)],
            Dependencies =
            [
                new BomDependency(self, [.. restored.Direct.Select(Purl)]),
                .. restored.Packages.Values.Select(package => new BomDependency(PurlOf(package), [.. package.Needs.Select(Purl)])),
            ],
        };
        return JsonSerializer.Serialize(bom, BomJsonContext.Default.Bom);
    }

    private static BomComponent Component(RestoredPackage package) => new()
    {
        Type = "library",
        Reference = PurlOf(package),
        Name = package.Id,
        Version = package.Version,
        Purl = PurlOf(package),
        Hashes = [new BomHash("SHA-512", package.Sha512)],
        Licenses = package.Licence is { } licence ? [new BomLicence(licence)] : null,
    };

    private static string PurlOf(RestoredPackage package) => $"pkg:nuget/{Uri.EscapeDataString(package.Id)}@{Uri.EscapeDataString(package.Version)}";
}
