namespace ModelSync.Sbom.CycloneDx;

/// <summary>A licence, as an SPDX expression.</summary>
internal sealed record BomLicence(string Expression);
