using ModelSync.Core.Actions;

namespace ModelSync.Core.Rollouts.Planning;

/// <summary>Which revisions are kept: what serves, what may be gone back to, and a bounded history.</summary>
internal sealed class Housekeeping
{
    private readonly Turn _turn;
    private readonly HashSet<string> _kept = new(StringComparer.Ordinal);

    public Housekeeping(Turn turn)
    {
        _turn = turn;
        Keep(turn.Status.Stable?.Revision);
        Keep(turn.Status.Candidate?.Revision);
        Keep(turn.Status.Override?.Revision);
        Keep(History.SafeReturn(turn, turn.Status.Stable?.Revision)?.Revision);
        foreach (var part in turn.Status.Clusters ?? [])
        {
            Keep(part.Serving);
        }

        foreach (var entry in Recent(turn.Spec.HistoryLimitOrDefault()))
        {
            Keep(entry);
        }
    }

    /// <summary>The revisions of a cluster whose objects may go.</summary>
    public IReadOnlyList<string> Removable(ClusterObservation observed)
    {
        List<string>? removable = null;
        foreach (var revision in observed.Revisions)
        {
            if (!_kept.Contains(revision.Revision))
            {
                (removable ??= []).Add(revision.Revision);
            }
        }

        return removable ?? (IReadOnlyList<string>)[];
    }

    /// <summary>Removes the records that neither history nor any Deployment refers to any more.</summary>
    public void RemoveRecords()
    {
        foreach (var record in _turn.Snapshot.Records)
        {
            var isReferred = _kept.Contains(record.Revision)
                || (_turn.Status.History ?? []).Any(entry => Text.Same(entry.Revision, record.Revision))
                || Text.Same(_turn.Snapshot.Target?.Revision, record.Revision)
                || _turn.Snapshot.Clusters.Any(cluster => cluster.Find(record.Revision) is not null);
            if (!isReferred)
            {
                _turn.Do(new RemoveRecord(record.Revision));
            }
        }
    }

    private IEnumerable<string?> Recent(int limit) => (_turn.Status.History ?? []).Select(entry => entry.Revision)
        .Where(revision => !Text.Same(revision, _turn.Status.Stable?.Revision))
        .Distinct(StringComparer.Ordinal)
        .Take(limit);

    private void Keep(string? revision)
    {
        if (revision is not null)
        {
            _kept.Add(revision);
        }
    }
}
