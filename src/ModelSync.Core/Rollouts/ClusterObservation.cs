using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Core.Rollouts;

/// <summary>One cluster as it was last seen.</summary>
public sealed record ClusterObservation
{
    /// <summary>The cluster.</summary>
    public required ClusterName Name { get; init; }

    /// <summary>The labels of its ModelCluster.</summary>
    public StringMap? Labels { get; init; }

    /// <summary>Whether the placement selects it; false for one that only holds objects from before.</summary>
    public bool IsSelected { get; init; } = true;

    /// <summary>Whether it answers. What an unreachable cluster shows is its last known state: neither healthy, nor failed, nor absent.</summary>
    public required Reachability Reachability { get; init; }

    /// <summary>Why it may not be written to, such as IdentityMismatch or a paused ModelCluster; null when it may.</summary>
    public Impediment? WritesRefused { get; init; }

    /// <summary>When this state was seen, by the hub's clock; null when it never was.</summary>
    public DateTimeOffset? ObservedAt { get; init; }

    /// <summary>The revisions that have a Deployment here.</summary>
    public required IReadOnlyList<RevisionObservation> Revisions { get; init; }

    /// <summary>What splits the traffic by the settings that <see cref="TrafficInForce"/> names; null when it does not exist.</summary>
    public TrafficObservation? Traffic { get; init; }

    /// <summary>
    /// Whether a route of another traffic.type than that is still there. The entry Service is there with every type, and stays: it counts only while there is no
    /// route of the present type beside it, for then it is what serves.
    /// </summary>
    public bool HasFormerTraffic { get; init; }

    /// <summary>What is seen to stand in the way here: FieldContention, ForeignBackend, AdoptConflict and such. Nothing rises meanwhile.</summary>
    public IReadOnlyList<Impediment> Impediments { get; init; } = [];

    /// <summary>
    /// Why the last write here was refused: NameConflict, WriteRefused and such; null once it went well. It is told and holds nothing, for only a write that is
    /// planned again shows that it would be taken now.
    /// </summary>
    public Impediment? LastRefusal { get; init; }

    /// <summary>The revision of that name; null when it has no Deployment here.</summary>
    public RevisionObservation? Find(string? revision)
    {
        foreach (var observed in Revisions)
        {
            if (Text.Same(observed.Revision, revision))
            {
                return observed;
            }
        }

        return null;
    }
}
