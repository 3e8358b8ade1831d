using ModelSync.Api.Conditions;
using ModelSync.Api.Rollouts;
using ModelSync.Core.Revisions;
using ModelSync.Core.Revisions.Rendering;
using ModelSync.Core.Rollouts;
using ModelSync.Core.Traffic;
using ModelSync.Kubernetes.Clusters;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;
using ModelSync.Operator.Reading;
using ModelSync.Operator.Traffic;

namespace ModelSync.Operator.Gathering;

/// <summary>Observes a rollout in one cluster, from its caches.</summary>
internal sealed class ClusterGatherer(RolloutCaches caches, RouteWatch routes, GatheringClock clock)
{
    /// <summary>The cluster as it is seen; null while its caches are not there.</summary>
    public ClusterScene? Gather(
        ModelRollout rollout, RolloutIdentity identity, ICluster cluster, IReadOnlyList<RevisionRecord> records, IReadOnlyList<RecordReading> readings, RolloutMemory memory)
    {
        if (routes.Of(cluster.Name) is not { } known)
        {
            return null;
        }

        var key = $"{identity.Namespace}/{identity.Name}";
        var takesBack = !rollout.Metadata.IsDeleting;
        var pods = cluster.Informers.Get(ResourceType.Of<Pod>()).ByIndex(RolloutCaches.PodsByRollout, key);
        var deployments = ByRevision(Owned(cluster, caches.Deployments, key, identity, takesBack));
        var parts = Parts(cluster, identity, key, deployments, pods, takesBack);
        var sources = Sources(rollout, identity, cluster, records, pods, known, memory);
        var reading = TrafficReader.Read(sources);
        Remember(memory, cluster.Name, reading);
        var reader = new RevisionReader(clock.Now);
        var traffic = RouteTarget.Of(sources.Traffic, identity.Name);
        return new ClusterScene
        {
            Cluster = cluster,
            Deployments = deployments,
            Pods = pods.Where(static pod => !pod.Metadata.IsDeleting).ToLookup(static pod => OwnerKey.RevisionOf(pod.Metadata) ?? "", StringComparer.Ordinal),
            Sources = sources,
            Reading = reading,
            Observation = new ClusterObservation
            {
                Name = cluster.Name,
                Reachability = cluster.Status.State is ClusterState.Unreachable ? Reachability.Unknown : Reachability.Reachable,
                ObservedAt = clock.Now,
                Revisions = [.. parts.Select(part => reader.Read(part, records.FirstOrDefault(record => Text.Same(record.Revision, part.Revision))))],
                Traffic = reading.Traffic,
                HasFormerTraffic = reading.HasFormer(isRouted: traffic is not null),
                Impediments = [.. Impediments(reading, readings, cluster.Name, memory)],
                LastRefusal = memory.RefusalIn(cluster.Name) ?? reading.Refusal,
            },
        };
    }

    private IEnumerable<Impediment> Impediments(TrafficReading reading, IReadOnlyList<RecordReading> records, ClusterName cluster, RolloutMemory memory)
    {
        foreach (var impediment in reading.Impediments)
        {
            yield return impediment;
        }

        foreach (var unreadable in records.Where(static record => record.Error is not null))
        {
            yield return new Impediment(ObstacleReasons.RecordUnreadable, $"ControllerRevision {unreadable.Source.Metadata.Name}: {unreadable.Error}");
        }

        foreach (var (spot, field) in memory.Repairs.Contended(cluster, clock.Monotonic))
        {
            yield return new Impediment(ConditionReasons.FieldContention, $"{field} of {spot} was repaired more than 5 times in 10 minutes: find who else writes it, and let one of both go");
        }
    }

    private TrafficSources Sources(
        ModelRollout rollout,
        RolloutIdentity identity,
        ICluster cluster,
        IReadOnlyList<RevisionRecord> records,
        IReadOnlyList<Pod> pods,
        KnownRoutes known,
        RolloutMemory memory)
    {
        var key = $"{identity.Namespace}/{identity.Name}";
        return new TrafficSources
        {
            Identity = identity,
            TakesBack = !rollout.Metadata.IsDeleting,
            Traffic = TrafficInForce.Of(rollout, records),
            Records = records,
            EntryService = cluster.Informers.Get(caches.Services).Get(new NamespacedName(identity.Namespace, identity.Name)),
            EntrySlices = cluster.Informers.Get(caches.Slices).ByIndex(RolloutCaches.SlicesByService, key),
            RevisionOfPod = pods.Where(static pod => !pod.Metadata.IsDeleting && OwnerKey.RevisionOf(pod.Metadata) is not null)
                .ToDictionary(static pod => pod.Metadata.Name!, static pod => OwnerKey.RevisionOf(pod.Metadata)!, StringComparer.Ordinal),
            Routes = known.Caches.ToDictionary(static cache => cache.Key, cache => cache.Value.ByIndex(RouteWatch.ByRollout, key), StringComparer.Ordinal),
            UnlistedKinds = known.Unlisted,
            FindRoute = (kind, name) => known.Caches.GetValueOrDefault(kind)?.Get(new NamespacedName(identity.Namespace, name)),
            LastInForce = memory.InForce.TryGetValue(cluster.Name, out var split) ? split : RecordedInForce(rollout, cluster.Name),
        };
    }

    // After a restart the status tells what was in force.
    private static TrafficSplit RecordedInForce(ModelRollout rollout, ClusterName cluster)
    {
        var weights = rollout.Status?.Clusters?.FirstOrDefault(part => Text.Same(part.Name, cluster.Value))?.Weights ?? [];
        var shares = weights.Where(static weight => weight is { Revision: not null, Observed: > 0 }).Select(static weight => new RevisionWeight(weight.Revision!, weight.Observed!.Value)).ToList();
        return shares.Sum(static share => share.Weight) == 100 ? TrafficSplit.Of(shares) : TrafficSplit.Empty;
    }

    private static void Remember(RolloutMemory memory, ClusterName cluster, TrafficReading reading)
    {
        if (reading.Traffic is { IsAccepted: true } traffic)
        {
            memory.InForce[cluster] = traffic.Written;
        }
    }

    private IEnumerable<RevisionParts> Parts(
        ICluster cluster, RolloutIdentity identity, string key, Dictionary<string, DynamicObject> deployments, IReadOnlyList<Pod> pods, bool takesBack)
    {
        var services = ByRevision(Owned(cluster, caches.Services, key, identity, takesBack));
        var budgets = caches.DisruptionBudgets is { } kind ? ByRevision(Owned(cluster, kind, key, identity, takesBack)) : [];
        var slices = cluster.Informers.Get(caches.Slices);
        var podsOf = pods.ToLookup(static pod => OwnerKey.RevisionOf(pod.Metadata) ?? "", StringComparer.Ordinal);
        foreach (var (revision, deployment) in deployments)
        {
            yield return new RevisionParts
            {
                Revision = revision,
                Deployment = deployment,
                Service = services.GetValueOrDefault(revision),
                DisruptionBudget = budgets.GetValueOrDefault(revision),
                CanHaveBudget = caches.DisruptionBudgets is not null,
                Pods = [.. podsOf[revision]],
                Slices = slices.ByIndex(RolloutCaches.SlicesByService, $"{identity.Namespace}/{identity.NameOf(revision)}"),
            };
        }
    }

    private static IEnumerable<DynamicObject> Owned(ICluster cluster, ResourceType<DynamicObject> kind, string key, RolloutIdentity identity, bool takesBack) =>
        cluster.Informers.Get(kind).ByIndex(RolloutCaches.ObjectsByRollout, key).Where(one => one.Metadata.CountsFor(identity, takesBack));

    private static Dictionary<string, DynamicObject> ByRevision(IEnumerable<DynamicObject> objects)
    {
        var found = new Dictionary<string, DynamicObject>(StringComparer.Ordinal);
        foreach (var one in objects)
        {
            if (OwnerKey.RevisionOf(one.Metadata) is { } revision)
            {
                found[revision] = one;
            }
        }

        return found;
    }
}
