using System.Diagnostics.Metrics;
using ModelSync.Api.Rollouts;
using ModelSync.Api.Versions;

namespace ModelSync.Operator.Metrics;

/// <summary>
/// The operator's own instruments. What is, is read from the caches when somebody scrapes, and there is no second copy of it: what is deleted, or was the
/// affair of a leader that leads no more, has no series. An observable instrument cannot leave its meter, so a disposed set only falls silent.
/// </summary>
internal sealed class OperatorMetrics : IDisposable
{
    private readonly Meter _meter;
    private readonly IObservedObjects _objects;
    private volatile bool _isDisposed;

    public OperatorMetrics(Meter meter, IObservedObjects objects, string version)
    {
        (_meter, _objects) = (meter, objects);
        Rollouts = new RolloutCounters(meter);
        Observe<long>("modelsync.build.info", unit: null, "1, for each replica that runs.", () => [new(1, new KeyValuePair<string, object?>("version", version))]);
        ObserveRollouts();
        ObserveGates();
        Observe("modelsync.versions", unit: null, "ModelVersions by lifecycle, and by whether they are ready.", () => VersionGauges.ByLifecycle(objects.List<ModelVersion>()));
        Observe("modelsync.versions.unresolved", unit: null, "ModelVersions whose components could not be pinned, by why.", () => VersionGauges.Unresolved(objects.List<ModelVersion>()));
        Observe("modelsync.policy.ready", unit: null, "1 while every rule of a policy is evaluated.", () => PolicyGauges.Ready(objects));
        Observe("modelsync.policy.matched", unit: null, "Rollouts and versions that a policy is about.", () => PolicyGauges.Matched(objects));
        Observe("modelsync.policy.violations", unit: null, "What a policy objects to; its status lists at most 50.", () => PolicyGauges.Violations(objects));
    }

    /// <summary>Counts what happens to rollouts.</summary>
    public RolloutCounters Rollouts { get; }

    /// <inheritdoc/>
    public void Dispose() => _isDisposed = true;

    private void ObserveRollouts()
    {
        OfRollouts("modelsync.rollout.phase", unit: null, "1 for the phase that a rollout is in.", RolloutGauges.Phase);
        OfRollouts("modelsync.rollout.ready", unit: null, "1 while what serves is what is declared.", RolloutGauges.Ready);
        OfRollouts("modelsync.rollout.stalled", unit: null, "1 while only a person or a new spec can help, by why.", RolloutGauges.Stalled);
        OfRollouts("modelsync.rollout.paused", unit: null, "1 while a rollout stands still, by why.", RolloutGauges.Paused);
        OfRollouts("modelsync.rollout.weight.desired", "1", "The share of traffic that a revision is to have.", RolloutGauges.WeightsDesired);
        OfRollouts("modelsync.rollout.weight.observed", "1", "The share of traffic that is in force for a revision.", RolloutGauges.WeightsObserved);
        OfRollouts("modelsync.rollout.step", unit: null, "The step of a trial, from 0; the number of steps when all are passed.", RolloutGauges.Step);
        OfRollouts("modelsync.rollout.steps", unit: null, "How many steps a trial has.", RolloutGauges.Steps);
        OfRollouts("modelsync.rollout.step.start_time", "s", "When the step of a trial began, in seconds since 1970.", RolloutGauges.StepStart);
        OfRollouts("modelsync.rollout.last_promotion_time", "s", "When a revision became stable last, in seconds since 1970.", RolloutGauges.LastPromotion);
    }

    private void ObserveGates()
    {
        OfRollouts("modelsync.rollout.gate.verdict", unit: null, "1 for the last verdict of a gate of a trial.", RolloutGauges.GateVerdicts);
        OfRollouts("modelsync.rollout.gate.value", unit: null, "The candidate's last value of a gate of a trial, in the gate's own unit.", RolloutGauges.GateValues);
        OfRollouts("modelsync.rollout.gate.baseline", unit: null, "Stable's last value of a gate of a trial, in the gate's own unit.", RolloutGauges.GateBaselines);
    }

    private void OfRollouts<T>(string name, string? unit, string description, Func<ModelRollout, IEnumerable<Measurement<T>>> measure)
        where T : struct => Observe(name, unit, description, () => _objects.List<ModelRollout>().SelectMany(measure));

    private void Observe<T>(string name, string? unit, string description, Func<IEnumerable<Measurement<T>>> measure)
        where T : struct => _meter.CreateObservableGauge(name, () => _isDisposed ? [] : measure(), unit, description);
}
