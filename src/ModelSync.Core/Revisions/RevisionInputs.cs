using ModelSync.Api;
using ModelSync.Api.Rollouts;

namespace ModelSync.Core.Revisions;

/// <summary>All that the pods of a revision are made from; two rollouts with the same inputs have the same revision.</summary>
public sealed record RevisionInputs
{
    /// <summary>The digest of the package.</summary>
    public required string PackageDigest { get; init; }

    /// <summary>The version.</summary>
    public required string Version { get; init; }

    /// <summary>The pod template as the API server stored it, in canonical JSON.</summary>
    public required RawJson Template { get; init; }

    /// <summary>The ports of the Services.</summary>
    public required IReadOnlyList<ServicePortSpec> Ports { get; init; }

    /// <summary>How the pods get the package.</summary>
    public required DeliveryMode Delivery { get; init; }

    /// <summary>The container that serves.</summary>
    public required string ServingContainer { get; init; }
}
