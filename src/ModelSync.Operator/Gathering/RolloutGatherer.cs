using ModelSync.Api.Conditions;
using ModelSync.Api.Gates;
using ModelSync.Api.Rollouts;
using ModelSync.Api.Validation;
using ModelSync.Api.Versions;
using ModelSync.Core.Revisions;
using ModelSync.Core.Revisions.Rendering;
using ModelSync.Core.Rollouts;
using ModelSync.Kubernetes.Clusters;
using ModelSync.Kubernetes.Controllers;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;
using ModelSync.Operator.Versions;

namespace ModelSync.Operator.Gathering;

/// <summary>Gathers all that a decision about a rollout looks at, from caches alone.</summary>
internal sealed class RolloutGatherer(RolloutCaches caches, ClusterGatherer clusters, PolicyReader policies, IGateRuns meter, GatheringClock clock)
{
    private static readonly TimeSpan RefusalLasts = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan RouteKindsAgainAfter = TimeSpan.FromSeconds(15);

    /// <summary>The scene; null while caches are not there that a decision needs.</summary>
    public RolloutScene? Gather(ModelRollout rollout, Request request, ICluster hub, RolloutMemory memory)
    {
        ArgumentNullException.ThrowIfNull(rollout);
        ArgumentNullException.ThrowIfNull(memory);
        var identity = RolloutIdentity.Of(rollout);
        var readings = Records(hub, identity);
        IReadOnlyList<RevisionRecord> records = [.. readings.Select(static reading => reading.Record).OfType<RevisionRecord>().Select(record => DeploymentIntent.WithSettings(record, rollout))];
        var versions = Versions(hub, identity);
        var plan = PlanBuilder.Of(rollout.Spec!, reference => FindGate(hub, identity.Namespace, reference));
        var version = versions.FirstOrDefault(one => string.Equals(one.Version, rollout.Spec!.Version, StringComparison.Ordinal));
        var target = TargetBuilder.Build(rollout, version, records, plan);
        if (clusters.Gather(rollout, identity, hub, records, readings, memory) is not { } scene)
        {
            return null;
        }

        var view = policies.Read(hub, identity.Namespace);
        return new RolloutScene
        {
            Identity = identity,
            Clusters = [scene],
            Records = readings,
            LookAgainAfter = LookAgainAfter(scene, memory),
            Snapshot = new RolloutSnapshot
            {
                Rollout = rollout,
                Target = target?.Record,
                TargetVersion = version,
                Template = TemplateOf(target, memory),
                Records = records,
                Versions = versions,
                Clusters = [scene.Observation],
                GateRuns = meter.Read(request, identity.Uid),
                Elapsed = Observe(memory, rollout.Status),
                SteadyNow = clock.Steady,
                Policies = view,
                MayEvict = EvictionSlots.MayEvict(hub.Informers.Get(ResourceType.Of<ModelRollout>()), rollout.Metadata.Key),
                InvalidFields = ErrorsOf(rollout, memory),
                UnsupportedFields = rollout.Spec!.Placement is null ? [] : ["spec.placement"],
            },
        };
    }

    /// <summary>
    /// Sees the timers of a status; those of a decision already when it is made, for no jump of the clock may come between a start and the first look at it.
    /// </summary>
    public ElapsedTimes Observe(RolloutMemory memory, ModelRolloutStatus? status, ModelRolloutStatus? decided = null)
    {
        ArgumentNullException.ThrowIfNull(memory);
        (var times, memory.Clock) = memory.Clock.Observe(RolloutTimers.Of(status).Union(RolloutTimers.Of(decided)), clock.Now, clock.Monotonic);
        return times;
    }

    // What no event tells: a refused template is asked about again, a contention ends, and a kind of routes may be served or listed later.
    private TimeSpan? LookAgainAfter(ClusterScene scene, RolloutMemory memory)
    {
        var now = clock.Monotonic;
        TimeSpan?[] times =
        [
            memory.Template is { Verdict.IsAccepted: false } answer && now - answer.At < RefusalLasts ? RefusalLasts - (now - answer.At) : null,
            memory.Repairs.EndsAfter(now),
            scene.Observation.Impediments.Any(static one => one.Reason is ObstacleReasons.RouteKindMissing or ObstacleReasons.RouteKindUnknown) ? RouteKindsAgainAfter : null,
        ];
        return times.Min();
    }

    // A refusal may have been a webhook's or a quota's, and those change without us: it is asked again after a while.
    private TemplateVerdict? TemplateOf(TargetReading? target, RolloutMemory memory)
    {
        if (target?.Refusal is { } refusal)
        {
            return new TemplateVerdict(target.Record.Revision, IsAccepted: false, refusal);
        }

        return memory.Template is { } answer && (answer.Verdict.IsAccepted || clock.Monotonic - answer.At < RefusalLasts) ? answer.Verdict : null;
    }

    private IReadOnlyList<RecordReading> Records(ICluster hub, RolloutIdentity identity) =>
    [
        .. hub.Informers.Get(caches.Records).ByIndex(RolloutCaches.ObjectsByRollout, Key(identity))
            .Where(record => record.Metadata.IsOwnedBy(identity.Uid) || record.Metadata.IsOrphanOf(identity.Name))
            .Select(record => RecordReader.Read(record, identity.Uid)),
    ];

    private static IReadOnlyList<VersionObservation> Versions(ICluster hub, RolloutIdentity identity) =>
    [
        .. hub.Informers.Get(ResourceType.Of<ModelVersion>())
            .ByIndex(RolloutCaches.VersionsByModel, $"{identity.Namespace}/{identity.Model}")
            .Where(static version => !version.Metadata.IsDeleting)
            .Select(VersionObservations.Of)
            .OfType<VersionObservation>(),
    ];

    private static ModelGateSpec? FindGate(ICluster hub, string ns, GateReference reference)
    {
        var (own, clusterWide) = RolloutCaches.GatesOf(hub);
        return reference.Kind is GateKind.ClusterModelGate
            ? clusterWide.Get(NamespacedName.ClusterScoped(reference.Name!))?.Spec
            : own.Get(new NamespacedName(ns, reference.Name!))?.Spec;
    }

    private static IReadOnlyList<FieldError> ErrorsOf(ModelRollout rollout, RolloutMemory memory)
    {
        var generation = rollout.Metadata.Generation ?? 0;
        if (memory.Spec is not { } known || known.Generation != generation)
        {
            memory.Spec = known = (generation, SpecErrors.Of(rollout with { Status = null }));
        }

        return known.Errors;
    }

    private static string Key(RolloutIdentity identity) => $"{identity.Namespace}/{identity.Name}";
}
