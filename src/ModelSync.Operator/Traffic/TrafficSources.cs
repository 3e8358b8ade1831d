using ModelSync.Api.Rollouts;
using ModelSync.Core.Revisions;
using ModelSync.Core.Revisions.Rendering;
using ModelSync.Core.Traffic;
using ModelSync.Kubernetes.Resources;
using ModelSync.Operator.Gathering;

namespace ModelSync.Operator.Traffic;

/// <summary>What a look at a rollout's traffic in one cluster needs.</summary>
internal sealed record TrafficSources
{
    public required RolloutIdentity Identity { get; init; }

    /// <summary>Whether what a rollout of that name left behind counts: not for one that is leaving itself.</summary>
    public bool TakesBack { get; init; } = true;

    /// <summary>The settings in force.</summary>
    public required TrafficSpec Traffic { get; init; }

    public required IReadOnlyList<RevisionRecord> Records { get; init; }

    /// <summary>The Service with the rollout's name and label; null where there is none.</summary>
    public DynamicObject? EntryService { get; init; }

    /// <summary>The slices of the entry Service.</summary>
    public IReadOnlyList<EndpointSlice> EntrySlices { get; init; } = [];

    /// <summary>The revision of each pod of the rollout.</summary>
    public required IReadOnlyDictionary<string, string> RevisionOfPod { get; init; }

    /// <summary>All routes of the cluster that are the rollout's or send to it, by kind; a kind that the cluster does not serve is missing.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<DynamicObject>> Routes { get; init; }

    /// <summary>Kinds that the cluster serves and whose objects cannot be listed.</summary>
    public IReadOnlyCollection<string> UnlistedKinds { get; init; } = [];

    /// <summary>Finds a route by kind and name, also one that does not send to the rollout.</summary>
    public required Func<string, string, DynamicObject?> FindRoute { get; init; }

    /// <summary>The split that was last known to be in force; empty where none was.</summary>
    public required TrafficSplit LastInForce { get; init; }
}
