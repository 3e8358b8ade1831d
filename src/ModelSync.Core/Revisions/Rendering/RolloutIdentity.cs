using ModelSync.Api.Rollouts;

namespace ModelSync.Core.Revisions.Rendering;

/// <summary>What of a rollout never changes and stands in each of its objects.</summary>
public sealed record RolloutIdentity
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its namespace, which is also that of its objects in every cluster.</summary>
    public required string Namespace { get; init; }

    /// <summary>Its UID.</summary>
    public required string Uid { get; init; }

    /// <summary>Its model.</summary>
    public required string Model { get; init; }

    /// <summary>The identity of a rollout as it was read.</summary>
    /// <exception cref="ArgumentException">It has no name, namespace or UID: it was never read from a server.</exception>
    public static RolloutIdentity Of(ModelRollout rollout)
    {
        ArgumentNullException.ThrowIfNull(rollout);
        return rollout is { Metadata: { Name: { } name, Namespace: { } space, Uid: { } uid }, Spec.Model: { } model }
            ? new RolloutIdentity { Name = name, Namespace = space, Uid = uid, Model = model }
            : throw new ArgumentException("A rollout without name, namespace, UID or spec.model has no objects.", nameof(rollout));
    }

    /// <summary>The name of a revision's objects.</summary>
    public string NameOf(string revision) => $"{Name}-{revision}";
}
