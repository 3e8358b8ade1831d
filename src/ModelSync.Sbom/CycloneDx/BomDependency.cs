using System.Collections.Immutable;

namespace ModelSync.Sbom.CycloneDx;

/// <summary>What a component needs.</summary>
internal sealed record BomDependency(string Ref, ImmutableArray<string> DependsOn);
