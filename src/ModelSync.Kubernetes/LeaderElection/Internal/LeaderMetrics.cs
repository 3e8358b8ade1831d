using System.Diagnostics.Metrics;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Kubernetes.LeaderElection.Internal;

/// <summary>The instruments of an election; a counter that goes up and down, because an observable one could not be taken from the meter again.</summary>
internal sealed class LeaderMetrics
{
    private readonly UpDownCounter<int> _leader;
    private readonly Counter<long> _transitions;
    private readonly Counter<long> _renewals;
    private readonly KeyValuePair<string, object?> _lease;

    public LeaderMetrics(Meter meter, NamespacedName key)
    {
        _lease = new KeyValuePair<string, object?>("lease", key.Name);
        _leader = meter.CreateUpDownCounter<int>("modelsync.leader", description: "1 while this process leads.");
        _transitions = meter.CreateCounter<long>("modelsync.leader.transitions", description: "Changes of the leader that this process has seen.");
        _renewals = meter.CreateCounter<long>("modelsync.leader.renewals", description: "Renewals of the Lease by this process.");
        _leader.Add(0, _lease);
    }

    public void TermBegins() => _leader.Add(1, _lease);

    public void TermEnds() => _leader.Add(-1, _lease);

    public void Transition() => _transitions.Add(1, _lease);

    public void Renewal(string result) => _renewals.Add(1, _lease, new KeyValuePair<string, object?>("result", result));
}
