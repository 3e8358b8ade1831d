using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace ModelSync.Sbom.CycloneDx;

/// <summary>A document of CycloneDX 1.6. It has neither serial number nor time, so that the same build gives the same bytes.</summary>
internal sealed record Bom
{
    /// <summary>What it says about itself.</summary>
    [JsonPropertyName("$schema")]
    public required string Schema { get; init; }

    /// <summary>Always CycloneDX.</summary>
    public required string BomFormat { get; init; }

    /// <summary>The version of the format.</summary>
    public required string SpecVersion { get; init; }

    /// <summary>The version of the document.</summary>
    public required int Version { get; init; }

    /// <summary>What it is about.</summary>
    public required BomMetadata Metadata { get; init; }

    /// <summary>What that consists of.</summary>
    public required ImmutableArray<BomComponent> Components { get; init; }

    /// <summary>Who needs whom.</summary>
    public required ImmutableArray<BomDependency> Dependencies { get; init; }
}
