using System.Text.Json.Serialization;

namespace ModelSync.Sbom.CycloneDx;

/// <summary>How documents are written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, WriteIndented = true)]
[JsonSerializable(typeof(Bom))]
internal sealed partial class BomJsonContext : JsonSerializerContext;
