using ModelSync.Core.Revisions.Drift;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Operator.Gathering;

/// <summary>What was repaired of a rollout's objects lately, in all clusters. Used by one reconcile at a time.</summary>
internal sealed class RepairMemory
{
    private readonly Dictionary<(ClusterName Cluster, string Spot), RepairHistory> _histories = [];

    /// <summary>How long the repair of any of these fields of an object has to wait.</summary>
    public TimeSpan DelayOf(ClusterName cluster, string spot, IEnumerable<string> fields, TimeSpan now)
    {
        var history = _histories.GetValueOrDefault((cluster, spot), RepairHistory.None);
        return fields.Select(field => history.DelayOf(field, now)).DefaultIfEmpty().Max();
    }

    /// <summary>Notes a repair.</summary>
    public void Note(ClusterName cluster, string spot, IReadOnlyList<string> fields, TimeSpan now) =>
        _histories[(cluster, spot)] = _histories.GetValueOrDefault((cluster, spot), RepairHistory.None).After(fields, now);

    /// <summary>The objects of a cluster for which somebody fights with us, each with the first such field; what is long over is forgotten.</summary>
    public IReadOnlyList<(string Spot, string Field)> Contended(ClusterName cluster, TimeSpan now)
    {
        foreach (var over in _histories.Where(one => one.Value.EndsAfter(now) == TimeSpan.Zero).Select(static one => one.Key).ToList())
        {
            _histories.Remove(over);
        }

        return
        [
            .. _histories.Where(one => one.Key.Cluster == cluster && one.Value.Contended(now).Count > 0)
                .Select(one => (one.Key.Spot, one.Value.Contended(now)[0]))
                .OrderBy(static one => one.Spot, StringComparer.Ordinal),
        ];
    }

    /// <summary>When the present contention may be over, for nothing else tells it; null where there is none.</summary>
    public TimeSpan? EndsAfter(TimeSpan now)
    {
        var contended = _histories.Values.Where(history => history.Contended(now).Count > 0).ToList();
        return contended.Count == 0 ? null : contended.Min(history => history.EndsAfter(now));
    }
}
