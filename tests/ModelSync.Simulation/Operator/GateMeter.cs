using ModelSync.Core.Gates;
using ModelSync.Simulation.World;

namespace ModelSync.Simulation.Operator;

/// <summary>
/// Measures the gates that decisions ask for; what it measured is lost with its process. What is not asked for rests, and is forgotten with its epoch: pods
/// that are away for a moment are no reason to forget a verdict.
/// </summary>
internal sealed class GateMeter(ClusterSim sim)
{
    // A provider that never came back would hold a rollout for ever, as it should: such a world would have no rest.
    private const int ErrorsInARow = 12;
    private readonly Dictionary<GateKey, Running> _runs = [];

    /// <summary>Measures these from now on, and no others.</summary>
    public void Follow(IReadOnlyList<GateRequest> wanted, long epoch)
    {
        foreach (var (key, run) in _runs.ToList())
        {
            if (key.Epoch != epoch)
            {
                _runs.Remove(key);
            }
            else if (!wanted.Any(request => request.Key == key))
            {
                run.RestsSince ??= sim.Agenda.Now;
            }
        }

        foreach (var request in wanted)
        {
            if (!_runs.TryGetValue(request.Key, out var run))
            {
                _runs[request.Key] = run = new Running(request, sim.Agenda.Now);
            }

            run.Request = request;
            run.StartedAt += sim.Agenda.Now - (run.RestsSince ?? sim.Agenda.Now);
            run.RestsSince = null;
        }
    }

    /// <summary>What was measured until now.</summary>
    public IReadOnlyList<GateRun> Read()
    {
        if (_runs.Count == 0)
        {
            return [];
        }

        var all = new List<GateRun>(_runs.Count);
        foreach (var (key, run) in _runs)
        {
            var now = run.RestsSince ?? sim.Agenda.Now;
            while (Due(run) <= now)
            {
                run.Measurements = [.. run.Measurements, Measure(run)];
            }

            all.Add(new GateRun { Key = key, Elapsed = TimeSpan.FromMilliseconds(now - run.StartedAt), Measurements = run.Measurements });
        }

        return all;
    }

    /// <summary>Whether anything was measured in this epoch that a new process would not know.</summary>
    public bool HasMeasured => _runs.Values.Any(run => run.Measurements.Length > 0);

    /// <summary>When the next measurement is made; null when nothing is measured.</summary>
    public long? NextDue() => _runs.Values.Where(run => run.RestsSince is null).Select(run => (long?)Due(run)).Min();

    private static long Due(Running run)
    {
        var spec = run.Request.Gate.Spec;
        return spec is null
            ? long.MaxValue
            : run.StartedAt + (1000L * (spec.InitialDelaySeconds ?? 0)) + (1000L * (spec.IntervalSeconds ?? 10) * (run.Measurements.Length + 1));
    }

    private GateMeasurement Measure(Running run)
    {
        var at = TimeSpan.FromMilliseconds(Due(run) - run.StartedAt);
        var version = sim.Hub.FindRecord(run.Request.Candidate)?.Inputs.Version;
        var quality = version is null ? GateQuality.NoData : sim.QualityOf(version).Gates;
        var isBad = quality == GateQuality.Bad || (quality == GateQuality.Flaky && run.Measurements.Length % 3 == 2);
        if (quality == GateQuality.Error && run.Measurements.Length < ErrorsInARow)
        {
            return new GateMeasurement { At = at, Outcome = MeasurementOutcome.Error, Message = "the provider answers 503" };
        }

        if (run.Request.Gate.IsSynthetic)
        {
            return new GateMeasurement { At = at, Outcome = Synthetic(quality, isBad), Message = isBad ? "the smoke test failed" : null };
        }

        if (quality == GateQuality.NoData || !HasTraffic(run.Request))
        {
            return new GateMeasurement { At = at, Outcome = MeasurementOutcome.NoData, Samples = 0 };
        }

        return new GateMeasurement { At = at, Outcome = MeasurementOutcome.Value, Value = isBad ? 0.2m : 0.001m, Samples = 500, Baseline = 0.002m, BaselineSamples = 500 };
    }

    private static MeasurementOutcome Synthetic(GateQuality quality, bool isBad) =>
        isBad ? MeasurementOutcome.Fail : quality == GateQuality.NoData ? MeasurementOutcome.Waiting : MeasurementOutcome.Pass;

    private bool HasTraffic(GateRequest request)
    {
        var member = sim.FindMember(request.Key.Cluster);
        return member?.Route.Value is { } route && EndpointShares.InForce(route, member.Pods.Value).Of(request.Candidate) > 0;
    }

    private sealed class Running(GateRequest request, long startedAt)
    {
        public GateRequest Request { get; set; } = request;

        public long StartedAt { get; set; } = startedAt;

        public long? RestsSince { get; set; }

        public GateMeasurement[] Measurements { get; set; } = [];
    }
}
