using System.Text.Json.Serialization;
using ModelSync.Kubernetes.Serialization;
using ModelSync.Playground.Nodes.Scheduling;

namespace ModelSync.Playground.Nodes.Pods;

/// <summary>The source-generated contracts of what simulated kubelets read.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    MaxDepth = JsonLimits.MaxDepth)]
[JsonSerializable(typeof(KubeletPod))]
[JsonSerializable(typeof(AdmissionReview))]
internal sealed partial class KubeletJsonContext : JsonSerializerContext;
