using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using ModelSync.Api.Rollouts;
using ModelSync.Operator.Reading;
using Tag = System.Collections.Generic.KeyValuePair<string, object?>;

namespace ModelSync.Operator.Metrics;

/// <summary>Counts what happens to rollouts, by the statuses that this process has written: a look that changes nothing counts nothing.</summary>
internal sealed class RolloutCounters
{
    // Beyond that many, a namespace has a series only once there is something to count.
    private const int MostPreparedNamespaces = 1_000;

    private static readonly ReturnReason[] Causes =
    [
        ReturnReason.GateFailed, ReturnReason.ProgressDeadlineExceeded, ReturnReason.PodsFailed, ReturnReason.MaxFailuresExceeded, ReturnReason.ClusterLost,
    ];

    private static readonly InstrumentAdvice<double> Lengths = new() { HistogramBucketBoundaries = [30, 60, 120, 300, 600, 1_200, 1_800, 3_600, 7_200, 14_400, 43_200, 86_400, 259_200] };

    private readonly ConcurrentDictionary<string, bool> _prepared = new(StringComparer.Ordinal);
    private readonly Counter<long> _started;
    private readonly Counter<long> _failures;
    private readonly Counter<long> _ended;
    private readonly Histogram<double> _duration;

    public RolloutCounters(Meter meter)
    {
        ArgumentNullException.ThrowIfNull(meter);
        _started = meter.CreateCounter<long>("modelsync.rollouts.started", unit: null, "Trials of a revision that began.");
        _failures = meter.CreateCounter<long>("modelsync.rollout.failures", unit: null, "Revisions that failed a check or were aborted, at the moment when traffic begins to go back.");
        _ended = meter.CreateCounter<long>("modelsync.rollouts.ended", unit: null, "Trials that are over, by how they ended.");
        _duration = meter.CreateHistogram("modelsync.rollout.duration", "s", "How long trials took, from the start to the end of the bake or of the way back.", tags: null, Lengths);
    }

    /// <summary>Lets the counters of a namespace begin at zero: a series that begins with 1 shows no increase, and the first rollback of a team would never be seen.</summary>
    public void Prepare(string? name)
    {
        if (name is null || _prepared.ContainsKey(name) || _prepared.Count >= MostPreparedNamespaces || !_prepared.TryAdd(name, true))
        {
            return;
        }

        Tag ns = new("namespace", name);
        _started.Add(0, ns);
        foreach (var outcome in Enum.GetValues<RolloutOutcome>().Where(static outcome => outcome is not RolloutOutcome.RolledBack))
        {
            _ended.Add(0, ns, new("outcome", outcome.ToString()), new("reason", null));
        }

        foreach (var cause in Causes)
        {
            _failures.Add(0, ns, new("reason", cause.ToString()));
            _ended.Add(0, ns, new("outcome", nameof(RolloutOutcome.RolledBack)), new("reason", cause.ToString()));
        }

        _failures.Add(0, ns, new("reason", nameof(ReturnReason.Aborted)));
    }

    /// <summary>Counts what the write of a status has made true.</summary>
    public void Count(ModelRollout before, ModelRollout after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        Tag ns = new("namespace", after.Metadata.Namespace);
        var transition = RolloutTransition.Between(before.Status, after.Status);
        if (transition.HasStarted)
        {
            _started.Add(1, ns);
        }

        if (transition.Failure is { } failure)
        {
            _failures.Add(1, ns, new("reason", failure.ToString()));
        }

        foreach (var entry in transition.Ended)
        {
            End(ns, entry, CauseOf(entry, before.Status, after.Status));
        }
    }

    private static ReturnReason? CauseOf(HistoryEntry entry, ModelRolloutStatus? before, ModelRolloutStatus? after) => entry.Outcome is not RolloutOutcome.RolledBack ? null
        : Text.Same(after?.Failed?.Revision, entry.Revision) ? after!.Failed!.Reason
        : before?.Candidate?.Reason;

    private void End(Tag ns, HistoryEntry entry, ReturnReason? cause)
    {
        Tag outcome = new("outcome", entry.Outcome.ToString());
        _ended.Add(1, ns, outcome, new("reason", cause?.ToString()));
        if (entry is { StartedAt: { } start, FinishedAt: { } end } && end >= start)
        {
            _duration.Record((end.ToDateTimeOffset() - start.ToDateTimeOffset()).TotalSeconds, outcome);
        }
    }
}
