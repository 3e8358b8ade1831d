using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace ModelSync.Sbom.CycloneDx;

/// <summary>A program or a package.</summary>
internal sealed record BomComponent
{
    /// <summary>application or library.</summary>
    public required string Type { get; init; }

    /// <summary>Its name within the document.</summary>
    [JsonPropertyName("bom-ref")]
    public required string Reference { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its version.</summary>
    public required string Version { get; init; }

    /// <summary>Its package URL, by which scanners look it up.</summary>
    public string? Purl { get; init; }

    /// <summary>Hashes of the package file.</summary>
    public ImmutableArray<BomHash>? Hashes { get; init; }

    /// <summary>Its licence, where it names one.</summary>
    public ImmutableArray<BomLicence>? Licenses { get; init; }
}
