using ModelSync.Api.Rollouts;
using ModelSync.Simulation.Engine;
using ModelSync.Simulation.World;

namespace ModelSync.Simulation.Scenarios;

/// <summary>Makes a scenario from a seed: a setup, the quality of the versions, a new version, and a few incidents.</summary>
internal static class ScenarioGenerator
{
    private static readonly WorldState[] Often = [WorldState.Progressing, WorldState.Paused, WorldState.Promoting, WorldState.Baking, WorldState.RollingBack];

    /// <summary>The scenario of a seed.</summary>
    public static Scenario FromSeed(ulong seed)
    {
        var random = SimRandom.For(seed, 2);
        return WithLaterParts(SimRandom.For(seed, 3), new Scenario
        {
            Seed = seed,
            Setup = NewSetup(random),
            Timings = Timings.Usual,
            Qualities = [VersionQuality.Fine, NewQuality(random), NewQuality(random)],
            Incidents = [new Timed(Trigger.When(WorldState.Healthy, random.Between(1, 20)), new Edits.NewTarget(2)), .. NewIncidents(random)],
        });
    }

    // What came later is drawn from a stream of its own and leaves the rest of a seed's scenario alone; half of the seeds have none of it.
    private static Scenario WithLaterParts(SimRandom random, Scenario scenario)
    {
        if (random.Chance(50))
        {
            return scenario;
        }

        var minReady = random.Chance(30) ? random.Pick(1, 3, 8) : 0;
        var most = scenario.Setup.Clusters > 0 ? IncidentKind.Relabel : IncidentKind.TrafficEdit;
        var later = new List<Timed>();
        for (var left = random.Between(0, scenario.Setup.Clusters > 0 ? 5 : 3); left > 0; left--)
        {
            var when = NewTrigger(random);
            var kind = (IncidentKind)random.Between((int)IncidentKind.TrafficEdit, (int)most);
            later.Add(new Timed(when, IncidentGenerator.Next(random, kind)));
            if (random.Chance(30))
            {
                // Somebody thinks better of it a moment later.
                later.Add(new Timed(when with { AfterMilliseconds = when.AfterMilliseconds + random.Below(4000) }, IncidentGenerator.Next(random, kind)));
            }
        }

        return scenario with { Setup = scenario.Setup with { MinReadySeconds = minReady }, Incidents = [.. scenario.Incidents, .. later] };
    }

    private static Setup NewSetup(SimRandom random)
    {
        var clusters = random.Chance(20) ? random.Between(2, 3) : 0;
        return new Setup
        {
            Traffic = random.Pick(TrafficType.GatewayAPI, TrafficType.GatewayAPI, TrafficType.Service, TrafficType.Service, TrafficType.Istio),
            Replicas = random.Pick(1, 2, 3, 4, 4, 5),
            Clusters = clusters,
            Waves = clusters == 0 ? 1 : random.Between(1, 2),
            Strategy = NewStrategy(random),
            HasBackgroundGate = random.Chance(25),
            DeadlineSeconds = random.Pick(60, 90, 120),
            OnFailure = random.Chance(15) ? FailureMode.Pause : FailureMode.Rollback,
            OnQuarantine = random.Chance(30) ? QuarantineMode.StopServing : QuarantineMode.KeepServing,
            RollbackWindow = random.Between(0, 2),
            HistoryLimit = random.Between(0, 3),
            DeletionPolicy = random.Pick(DeletionPolicy.Delete, DeletionPolicy.Orphan),
            Lockstep = random.Chance(60),
            MaxFailures = random.Chance(30) ? 1 : 0,
            OnFleetFailure = random.Pick(FleetFailureMode.RollbackAll, FleetFailureMode.RollbackWave, FleetFailureMode.Halt),
            OnClusterLost = random.Pick(ClusterLostMode.Hold, ClusterLostMode.Rollback),
            WavesNeedApproval = random.Chance(15),
        };
    }

    private static RolloutStrategy NewStrategy(SimRandom random)
    {
        var strategy = random.Chance(20)
            ? Plans.BlueGreen(random.Between(1, 3), random.Chance(75), random.Pick(0, 10, 30))
            : NewCanary(random);
        return strategy with
        {
            BakeSeconds = random.Pick(0, 10, 30, 60),
            BakeMaxSeconds = 300,
            ScaleDownDelaySeconds = random.Pick(0, 10, 30),
            AbortScaleDownDelaySeconds = random.Pick(0, 10, 30),
            AbortMaxSeconds = random.Pick(10, 60),
        };
    }

    private static RolloutStrategy NewCanary(SimRandom random)
    {
        var steps = new List<CanaryStep>();
        var weight = 0;
        for (var left = random.Between(0, 4); left > 0; left--)
        {
            steps.Add(random.Below(4) switch
            {
                0 => Plans.Pause(random.Chance(10) ? null : random.Between(1, 30)),
                1 => Plans.Gate(random.Pick("smoke", "errors")),
                _ => Plans.Weight(weight = Math.Min(100, weight + random.Between(1, 50))),
            });
        }

        var strategy = Plans.Canary(steps);
        return strategy with
        {
            Canary = strategy.Canary! with
            {
                Scale = random.Chance(25) ? CandidateScale.Full : CandidateScale.MatchWeight,
                StableScale = random.Chance(25) ? StableScale.Shrink : StableScale.Full,
                StableFloorPercent = random.Pick(0, 25, 50),
                MinReplicas = random.Between(1, 2),
            },
        };
    }

    private static VersionQuality NewQuality(SimRandom random) => !random.Chance(40) ? VersionQuality.Fine : new VersionQuality
    {
        Pods = random.Chance(40) ? random.Pick(PodQuality.Slow, PodQuality.NeverReady, PodQuality.CrashLoop, PodQuality.ImagePull, PodQuality.Unschedulable) : PodQuality.Good,
        Gates = random.Chance(60) ? random.Pick(GateQuality.Bad, GateQuality.NoData, GateQuality.Error, GateQuality.Flaky) : GateQuality.Good,
        IsTemplateRefused = random.Chance(5),
    };

    private static IEnumerable<Timed> NewIncidents(SimRandom random)
    {
        for (var left = random.Between(0, 5); left > 0; left--)
        {
            var when = NewTrigger(random);
            yield return new Timed(when, IncidentGenerator.Next(random, (IncidentKind)random.Below(IncidentGenerator.FirstKinds)));
        }
    }

    private static Trigger NewTrigger(SimRandom random) => random.Chance(70)
        ? Trigger.When(random.Chance(80) ? random.Pick<WorldState>(Often) : (WorldState)random.Below(11), random.Below(200) / 10.0, random.Pick(1, 2, 2, 2, 3))
        : Trigger.At(random.Between(0, 300));
}
