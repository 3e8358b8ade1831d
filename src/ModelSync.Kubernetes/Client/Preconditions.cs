using ModelSync.Kubernetes.Meta;

namespace ModelSync.Kubernetes.Client;

/// <summary>What must hold for a delete; otherwise it is a conflict.</summary>
/// <param name="Uid">The very object that is meant, not a later one of the same name.</param>
/// <param name="ResourceVersion">The state in which it was read.</param>
public sealed record Preconditions(string? Uid = null, string? ResourceVersion = null)
{
    /// <summary>The object that was read, whatever its state now.</summary>
    public static Preconditions SameObject(ObjectMeta metadata) => new(Uid: metadata?.Uid);
}
