using ModelSync.Kubernetes.Meta;

namespace ModelSync.Kubernetes.Kinds;

/// <summary>What pods are made from.</summary>
public sealed record PodTemplateSpec
{
    /// <summary>Labels and annotations of the pods.</summary>
    public ObjectMeta? Metadata { get; init; }

    /// <summary>What the pods run.</summary>
    public PodSpec? Spec { get; init; }
}
