using ModelSync.Kubernetes.Meta;

namespace ModelSync.Kubernetes.Resources;

/// <summary>
/// Anything with a kind and metadata. Objects are immutable records; lists in them compare by reference, so that two readings of one state are
/// not equal: compare resource versions, or what you decide on.
/// </summary>
public interface IKubernetesObject
{
    /// <summary>The group and version; null where the server left it out (in lists of built-in kinds) or the client fills it in.</summary>
    string? ApiVersion { get; }

    /// <summary>The kind; null where the server left it out or the client fills it in.</summary>
    string? Kind { get; }

    /// <summary>The object's metadata.</summary>
    ObjectMeta Metadata { get; }
}
