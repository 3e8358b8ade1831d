using ModelSync.Kubernetes.Meta;

namespace ModelSync.Kubernetes.Client;

/// <summary>What must hold for a delete; otherwise it is a conflict.</summary>
/// <param name="Uid">The very object that is meant, not a later one of the same name.</param>
/// <param name="ResourceVersion">The state in which it was read.</param>
public sealed record Preconditions(string? Uid = null, string? ResourceVersion = null)
{
    /// <summary>The object that was read, whatever its state now.</summary>
    /// <exception cref="ArgumentException">The metadata has no uid, so that the precondition would hold for any object of that name.</exception>
    public static Preconditions SameObject(ObjectMeta metadata)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        return string.IsNullOrEmpty(metadata.Uid)
            ? throw new ArgumentException($"{metadata.Key} has no uid: read the object before deleting it", nameof(metadata))
            : new Preconditions(Uid: metadata.Uid);
    }
}
