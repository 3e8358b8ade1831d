using ModelSync.Kubernetes.Meta;

namespace ModelSync.Kubernetes.Client;

/// <summary>What a delete has come to.</summary>
public sealed record DeleteResult
{
    /// <summary>The object was not there.</summary>
    public static DeleteResult Absent { get; } = new();

    /// <summary>True where the object was there when it was asked to go.</summary>
    public bool WasThere { get; init; }

    /// <summary>The identity of the object that was asked to go; null where the server did not tell.</summary>
    public string? Uid { get; init; }

    /// <summary>The object as it stays until its finalizers, its dependents or its grace period let it go; null where it is gone.</summary>
    public ObjectMeta? Remaining { get; init; }
}
