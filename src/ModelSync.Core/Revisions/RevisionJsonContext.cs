using System.Text.Json.Serialization;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Core.Revisions;

/// <summary>
/// The source-generated contracts of records; a field that this build does not know is refused, since a plan must not lose half of what it
/// says.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    IgnoreReadOnlyProperties = true,
    UseStringEnumConverter = true,
    MaxDepth = JsonLimits.MaxDepth)]
[JsonSerializable(typeof(RevisionData))]
internal sealed partial class RevisionJsonContext : JsonSerializerContext;
