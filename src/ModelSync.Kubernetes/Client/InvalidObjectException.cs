using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Kubernetes.Client;

/// <summary>The server answered with an object that the model cannot read; a write that it answers has happened.</summary>
public sealed class InvalidObjectException(ResourceInfo resource, InvalidObject invalid)
    : KubernetesException($"{resource} {invalid.Metadata.Key} cannot be read: {invalid.Error}")
{
    /// <summary>The object as far as it could be read.</summary>
    public InvalidObject Invalid { get; } = invalid;
}
