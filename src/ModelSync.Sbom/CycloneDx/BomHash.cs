namespace ModelSync.Sbom.CycloneDx;

/// <summary>A hash, in hexadecimal.</summary>
internal sealed record BomHash(string Alg, string Content);
