using ModelSync.Api.Rollouts;
using ModelSync.Core.Revisions;
using ModelSync.Core.Rollouts;
using ModelSync.Simulation.World;

namespace ModelSync.Simulation.Operator;

/// <summary>Makes snapshots from what a process knows, as the operator's gatherer does.</summary>
internal sealed class Gatherer
{
    private readonly ClusterSim _sim;
    private readonly OperatorProcess _process;
    private readonly Cache<IReadOnlyList<VersionObservation>> _versions;
    private readonly Cache<IReadOnlyList<RevisionRecord>> _records;
    private readonly Cache<PolicyView> _policies;
    private readonly List<MemberCaches> _members = [];
    private readonly DateTimeOffset _wallAtStart;
    private readonly long _startedAt;
    private ElapsedClock _clock = ElapsedClock.New;

    /// <summary>Lists everything, from servers that may lag behind.</summary>
    public Gatherer(ClusterSim sim, OperatorProcess process, bool listsStale)
    {
        _sim = sim;
        _process = process;
        Rollout = new(sim.Hub.Rollout, process, process.NewLag(), listsStale);
        _versions = new(sim.Hub.Versions, process, process.NewLag(), listsStale);
        _records = new(sim.Hub.Records, process, process.NewLag(), listsStale);
        _policies = new(sim.Hub.Policies, process, process.NewLag(), listsStale);
        foreach (var member in sim.Members)
        {
            _members.Add(new MemberCaches(member, process, process.NewLag, listsStale));
            if (!member.IsReachable)
            {
                _members[^1].Cut();
            }
        }

        (_wallAtStart, _startedAt) = (process.WallNow, sim.Agenda.Now);
        Meter = new GateMeter(sim);
    }

    /// <summary>What is known of the rollout.</summary>
    public Cache<ModelRollout?> Rollout { get; }

    /// <summary>The gates.</summary>
    public GateMeter Meter { get; }

    /// <summary>What the API server said about templates.</summary>
    public Dictionary<string, TemplateVerdict> Templates { get; } = [];

    /// <summary>Looks at everything; null when the rollout is gone.</summary>
    public RolloutSnapshot? Gather()
    {
        if (Rollout.Value is not { } rollout)
        {
            return null;
        }

        var target = Revisions.Target(_sim, rollout.Spec!, _versions.Value);
        return new RolloutSnapshot
        {
            Rollout = rollout,
            Target = target,
            TargetVersion = Revisions.Find(_versions.Value, rollout.Spec!.Version),
            Template = target is not null && Templates.TryGetValue(target.Revision, out var verdict) ? verdict : null,
            Records = _records.Value,
            Versions = _versions.Value,
            Clusters = Clusters(rollout),
            GateRuns = Meter.Read(),
            Elapsed = Observe(rollout.Status),
            SteadyNow = new SteadyTime(_wallAtStart, TimeSpan.Zero).Now(_process.WallNow, Monotonic),
            Policies = _policies.Value,
        };
    }

    /// <summary>
    /// Sees the timers of a status; those of a decision already when it is made, for no jump of the clock may come between a start and the first look at it.
    /// </summary>
    public ElapsedTimes Observe(ModelRolloutStatus? status, ModelRolloutStatus? decided = null)
    {
        (var times, _clock) = _clock.Observe(RolloutTimers.Of(status).Union(RolloutTimers.Of(decided)), _process.WallNow, Monotonic);
        return times;
    }

    /// <summary>What is known of a member.</summary>
    public MemberCaches? Find(Member member) => _members.Find(each => ReferenceEquals(each.Member, member));

    /// <summary>Ends all watches.</summary>
    public void Close()
    {
        Rollout.Close();
        _versions.Close();
        _records.Close();
        _policies.Close();
        _members.ForEach(member => member.Close());
    }

    private TimeSpan Monotonic => TimeSpan.FromMilliseconds(_sim.Agenda.Now - _startedAt);

    private List<ClusterObservation> Clusters(ModelRollout rollout)
    {
        var traffic = TrafficInForce.TypeOf(TrafficInForce.Of(rollout, _records.Value));
        var all = new List<ClusterObservation>(_members.Count);
        foreach (var caches in _members)
        {
            var isSelected = Selection.Takes(rollout.Spec?.Placement, caches.Member.Name, caches.Labels.Value);
            if (isSelected || caches.Route.Value is { IsOwned: true } || HoldsRevisions(caches))
            {
                all.Add(Cluster(caches, traffic) with { IsSelected = isSelected });
            }
        }

        return all;
    }

    private static bool HoldsRevisions(MemberCaches caches)
    {
        foreach (var deployment in caches.Deployments.Value)
        {
            if (deployment.IsOwned)
            {
                return true;
            }
        }

        return false;
    }

    private ClusterObservation Cluster(MemberCaches caches, TrafficType traffic)
    {
        var member = caches.Member;
        if (member.IsReachable)
        {
            caches.LastContact = _sim.Agenda.Now;
        }

        return new ClusterObservation
        {
            Name = member.Name,
            Labels = caches.Labels.Value,
            Reachability = member.IsReachable ? Reachability.Reachable : Reachability.Unknown,
            ObservedAt = _process.WallNow.AddMilliseconds(caches.LastContact - _sim.Agenda.Now),
            Revisions = RevisionsOf(caches),
            Traffic = Traffic(caches, traffic),
            HasFormerTraffic = caches.Route.Value is { IsOwned: true } route && (route.By(traffic) is null || route.Beside(traffic).Count > 0),
            Impediments = Impediments(member),
        };
    }

    private List<RevisionObservation> RevisionsOf(MemberCaches caches)
    {
        var deployments = caches.Deployments.Value;
        var all = new List<RevisionObservation>(deployments.Count);
        foreach (var deployment in deployments)
        {
            if (deployment.IsOwned)
            {
                all.Add(Observe(deployment, PodCounts.Find(caches.Pods.Value, deployment.Revision)));
            }
        }

        return all;
    }

    private RevisionObservation Observe(SimDeployment deployment, PodCounts? pods) => new()
    {
        Revision = deployment.Revision,
        DesiredReplicas = deployment.Replicas,
        Replicas = pods?.Running ?? 0,
        ReadyEndpoints = pods?.Available ?? 0,
        TerminatingPods = pods?.Terminating ?? 0,
        NotReadyFor = pods is { Available: > 0 } ? null : TimeSpan.FromMilliseconds(pods?.NotReadySince is { } since ? _sim.Agenda.Now - since : 0),
        Problem = pods?.Problem,
        IsDrifted = deployment.IsTampered || deployment.Replicas != deployment.Applied,
    };

    private static TrafficObservation? Traffic(MemberCaches caches, TrafficType type) => caches.Route.Value?.By(type) is not { IsOwned: true } route
        ? null
        : new TrafficObservation
        {
            Written = route.Written,
            Observed = EndpointShares.InForce(route, caches.Pods.Value),
            Selector = route.Selector,
            IsAccepted = route.IsAccepted,
            IsDrifted = route.IsTampered,
        };

    private Impediment[] Impediments(Member member) => _process.Repairs.IsEmpty ? [] :
    [
        .. _process.Repairs.Contended(member.Name.Value, _sim.Agenda.Now)
            .Select(field => new Impediment("FieldContention", $"{field} was repaired more than 5 times in 10 minutes: find who else writes it.")),
    ];
}
