using ModelSync.Api.Rollouts;
using ModelSync.Simulation.World;

namespace ModelSync.Simulation.Scenarios;

/// <summary>Makes a scenario simpler, one thing at a time, so that what is left of a failing one is what it takes.</summary>
internal static class ScenarioShrinker
{
    private const int MostRuns = 400;

    /// <summary>Scenarios that are a bit simpler, the most promising first.</summary>
    public static IEnumerable<Scenario> Simpler(Scenario scenario)
    {
        for (var i = 0; i < scenario.Incidents.Count; i++)
        {
            var without = i;
            yield return scenario with { Incidents = [.. scenario.Incidents.Where((_, index) => index != without)] };
        }

        for (var i = 0; i < scenario.Qualities.Count; i++)
        {
            var changed = i;
            if (scenario.Qualities[i] != VersionQuality.Fine)
            {
                yield return scenario with { Qualities = [.. scenario.Qualities.Select((quality, index) => index == changed ? VersionQuality.Fine : quality)] };
            }
        }

        foreach (var setup in Simpler(scenario.Setup))
        {
            yield return scenario with { Setup = setup };
        }

        if (scenario.Timings != Timings.Exact)
        {
            yield return scenario with { Timings = Timings.Exact };
        }

        for (var i = 0; i < scenario.Incidents.Count; i++)
        {
            var (rounded, changed) = (Rounded(scenario.Incidents[i]), i);
            if (rounded != scenario.Incidents[i])
            {
                yield return scenario with { Incidents = [.. scenario.Incidents.Select((incident, index) => index == changed ? rounded : incident)] };
            }
        }
    }

    /// <summary>The simplest scenario in reach that still breaks the same invariant.</summary>
    public static RunResult Shrink(RunResult failing, Func<Scenario, RunResult> run)
    {
        for (var (runs, found) = (0, true); found && runs < MostRuns;)
        {
            found = false;
            foreach (var simpler in Simpler(failing.Scenario))
            {
                var result = run(simpler);
                if (++runs >= MostRuns || result.Violation?.Invariant == failing.Violation?.Invariant)
                {
                    found = result.Violation?.Invariant == failing.Violation?.Invariant;
                    failing = found ? result : failing;
                    break;
                }
            }
        }

        return failing;
    }

    private static IEnumerable<Setup> Simpler(Setup setup)
    {
        var usual = new Setup();
        Setup[] simpler =
        [
            setup with { Clusters = 0, Waves = 1 },
            setup with { Waves = 1 },
            setup with { Traffic = usual.Traffic },
            setup with { MinReadySeconds = 0 },
            setup with { HasBackgroundGate = false },
            setup with { OnFailure = usual.OnFailure },
            setup with { OnQuarantine = usual.OnQuarantine },
            setup with { RollbackWindow = usual.RollbackWindow },
            setup with { HistoryLimit = usual.HistoryLimit },
            setup with { DeletionPolicy = usual.DeletionPolicy },
            setup with { DeadlineSeconds = usual.DeadlineSeconds },
            setup with { Lockstep = usual.Lockstep, MaxFailures = usual.MaxFailures, OnFleetFailure = usual.OnFleetFailure, OnClusterLost = usual.OnClusterLost, WavesNeedApproval = false },
            setup with { Replicas = usual.Replicas },
            .. SimplerSteps(setup),
        ];
        return simpler.Where(each => each != setup);
    }

    private static IEnumerable<Setup> SimplerSteps(Setup setup)
    {
        if (setup.Strategy.Canary is not { Steps: { } steps } canary)
        {
            yield break;
        }

        yield return setup with { Strategy = setup.Strategy with { Canary = canary with { Scale = CandidateScale.MatchWeight, StableScale = StableScale.Full, MinReplicas = 1 } } };
        for (var i = 0; i < steps.Count; i++)
        {
            var without = i;
            yield return setup with { Strategy = setup.Strategy with { Canary = canary with { Steps = [.. steps.Where((_, index) => index != without)] } } };
        }
    }

    private static Timed Rounded(Timed timed) => timed with { When = timed.When with { AfterMilliseconds = timed.When.AfterMilliseconds / 1000 * 1000 } };
}
