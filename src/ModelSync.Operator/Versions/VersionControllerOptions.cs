using ModelSync.Api.Policies;
using ModelSync.Api.Rollouts;
using ModelSync.Api.Versions;
using ModelSync.Kubernetes.Caching;
using ModelSync.Kubernetes.Kinds;

namespace ModelSync.Operator.Versions;

/// <summary>How the controller of versions works. The informers are shared with other controllers, which have to ask for the very same options.</summary>
internal sealed record VersionControllerOptions
{
    /// <summary>The operator's own environment, for namespaces without a label.</summary>
    public string? Environment { get; init; }

    /// <summary>How many versions are looked at at once; more than one registry gets, so that a slow one leaves workers for others.</summary>
    public int Workers { get; init; } = 8;

    /// <summary>Which versions are watched.</summary>
    public InformerOptions<ModelVersion>? Versions { get; init; }

    /// <summary>Which rollouts are watched; with <see cref="VersionUses.Index"/>.</summary>
    public InformerOptions<ModelRollout> Rollouts { get; init; } = new() { Indexes = [VersionUses.Index] };

    /// <summary>Which policies are watched.</summary>
    public InformerOptions<ModelPolicy>? Policies { get; init; }

    /// <summary>Which policies of the cluster are watched.</summary>
    public InformerOptions<ClusterModelPolicy>? ClusterPolicies { get; init; }

    /// <summary>Which namespaces are watched.</summary>
    public InformerOptions<Namespace>? Namespaces { get; init; }
}
