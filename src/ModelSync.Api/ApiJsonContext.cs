using System.Text.Json.Serialization;
using ModelSync.Api.Approvals;
using ModelSync.Api.Clusters;
using ModelSync.Api.Gates;
using ModelSync.Api.Policies;
using ModelSync.Api.Rollouts;
using ModelSync.Api.Versions;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Api;

/// <summary>The source-generated contracts of all kinds.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    MaxDepth = JsonLimits.MaxDepth)]
[JsonSerializable(typeof(ModelVersion))]
[JsonSerializable(typeof(ModelRollout))]
[JsonSerializable(typeof(ModelGate))]
[JsonSerializable(typeof(ClusterModelGate))]
[JsonSerializable(typeof(ModelPolicy))]
[JsonSerializable(typeof(ClusterModelPolicy))]
[JsonSerializable(typeof(ModelApproval))]
[JsonSerializable(typeof(ModelCluster))]
public sealed partial class ApiJsonContext : JsonSerializerContext;
