namespace ModelSync.Sbom.CycloneDx;

/// <summary>What a document is about.</summary>
internal sealed record BomMetadata(BomComponent Component);
