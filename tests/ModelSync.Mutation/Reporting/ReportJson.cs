using System.Text.Json.Serialization;

namespace ModelSync.Mutation.Reporting;

/// <summary>The JSON of reports.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, UseStringEnumConverter = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(MutationReport))]
internal sealed partial class ReportJson : JsonSerializerContext;
