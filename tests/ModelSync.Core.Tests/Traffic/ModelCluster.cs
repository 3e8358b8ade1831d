using ModelSync.Core.Actions;
using ModelSync.Core.Rollouts;
using ModelSync.Core.Traffic;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Core.Tests.Traffic;

/// <summary>A tiny cluster: pods get ready when told so, a route is accepted when told so, and a Service splits by ready pods.</summary>
internal sealed class ModelCluster
{
    private readonly bool _isService;
    private TrafficSplit? _written;
    private TrafficSplit _accepted = TrafficSplit.Empty;

    public ModelCluster(bool isService) => _isService = isService;

    public List<ModelRevision> Revisions { get; } = [];

    public ServiceSelector? Selector { get; private set; }

    public bool IsTrafficDrifted { get; set; }

    /// <summary>The same cluster once more, so that one may change and the other stays.</summary>
    public ModelCluster Copy()
    {
        var copy = new ModelCluster(_isService) { _written = _written, _accepted = _accepted, Selector = Selector, IsTrafficDrifted = IsTrafficDrifted };
        copy.Revisions.AddRange(Revisions.Select(static revision => revision.Copy()));
        return copy;
    }

    public ModelRevision? Find(string? name) => Revisions.Find(revision => revision.Name == name);

    public void Add(string name, int desired, int ready, int unready = 0, int terminating = 0, int downSeconds = 0) =>
        Revisions.Add(new ModelRevision { Name = name, Desired = desired, Ready = ready, Unready = unready, Terminating = terminating, DownFor = TimeSpan.FromSeconds(downSeconds) });

    public void Write(TrafficSplit split, ServiceSelector selector)
    {
        _written = split;
        Selector = selector;
        IsTrafficDrifted = false;
    }

    public void DeleteTraffic()
    {
        _written = null;
        Selector = null;
        _accepted = TrafficSplit.Empty;
    }

    /// <summary>Somebody gives the candidate another weight by hand.</summary>
    public void EditWeights(int candidate)
    {
        if (!_isService && _written is not null)
        {
            _written = TrafficSplit.Between(Goals.Stable, Goals.Candidate, candidate);
        }
    }

    public void Accept() => _accepted = _written ?? TrafficSplit.Empty;

    public void Apply(PlannedAction action)
    {
        switch (action)
        {
            case ApplyRevision apply:
                if (Find(apply.Revision) is null)
                {
                    Add(apply.Revision, 0, 0);
                }

                Find(apply.Revision)!.Desired = apply.Replicas;
                Find(apply.Revision)!.IsDrifted = false;
                break;
            case ScaleDownRevision down:
                Find(down.Revision)!.Desired = down.Replicas;
                break;
            case ApplyTraffic traffic:
                Write(traffic.Split, traffic.Selector);
                break;
            case RemoveRevision remove:
                Revisions.RemoveAll(revision => revision.Name == remove.Revision);
                break;
            default:
                Assert.Fail($"{action} is no move of a cluster.");
                break;
        }
    }

    /// <summary>All that is under way comes to its end.</summary>
    public void Settle()
    {
        foreach (var revision in Revisions)
        {
            revision.Reconcile();
            (revision.Ready, revision.Unready, revision.Terminating) = (revision.Ready + revision.Unready, 0, 0);
        }

        Accept();
    }

    public ClusterObservation Observe() => new()
    {
        Name = ClusterName.Local,
        Reachability = Reachability.Reachable,
        Revisions =
        [
            .. Revisions.Select(revision => new RevisionObservation
            {
                Revision = revision.Name,
                DesiredReplicas = revision.Desired,
                Replicas = revision.Ready + revision.Unready,
                ReadyEndpoints = revision.Ready,
                TerminatingPods = revision.Terminating,
                NotReadyFor = revision.Ready > 0 ? null : revision.Unready == 0 ? TimeSpan.Zero : revision.DownFor,
                IsDrifted = revision.IsDrifted,
            }),
        ],
        Traffic = _written is null ? null : new TrafficObservation
        {
            Written = _written,
            Observed = _isService ? ByReadyPods() : _accepted,
            Selector = Selector,
            IsAccepted = _isService || _accepted.Equals(_written),
            IsDrifted = IsTrafficDrifted,
        },
    };

    private TrafficSplit ByReadyPods()
    {
        var selected = Revisions.Where(revision => revision.Ready > 0 && (Selector!.Value.IsWide || Selector.Value.Revision == revision.Name)).ToList();
        var total = selected.Sum(revision => revision.Ready);
        var shares = selected.ConvertAll(revision => new RevisionWeight(revision.Name, 100 * revision.Ready / total));
        if (shares.Count > 0)
        {
            shares[0] = shares[0] with { Weight = 100 - shares.Skip(1).Sum(share => share.Weight) };
        }

        return TrafficSplit.Of(shares);
    }
}
