using ModelSync.Api.Rollouts;
using ModelSync.Core.Placement;
using ModelSync.Core.Rollouts;

namespace ModelSync.Core.Tests.Placement;

/// <summary>What must hold for every decision of the wave planner, told from its input and output alone.</summary>
internal sealed class FleetRules(PlacementSpec placement, int stepCount)
{
    private readonly Dictionary<string, DateTimeOffset> _wholeSince = new(StringComparer.Ordinal);
    private readonly HashSet<string> _approved = new(StringComparer.Ordinal);

    public static int PositionOf(ClusterRolloutStatus part, int stepCount) => part.Stage switch
    {
        ClusterStage.Progressing => part.Step ?? 0,
        ClusterStage.Promoting => stepCount,
        ClusterStage.Baking => stepCount + 1,
        _ => -1,
    };

    public static ClusterRolloutStatus At(ClusterRolloutStatus part, int position, int stepCount) => part with
    {
        Stage = position < stepCount ? ClusterStage.Progressing : position == stepCount ? ClusterStage.Promoting : ClusterStage.Baking,
        Step = Math.Min(position, stepCount),
    };

    public void Check(FleetInput input, FleetPlan plan, FleetPlan ofShuffled)
    {
        That(FleetScene.Words(plan) == FleetScene.Words(ofShuffled) && plan.Wave == ofShuffled.Wave && plan.Failure == ofShuffled.Failure, "the order of lists counts");
        That(plan.Mandates.Select(static one => one.Cluster).Distinct().Count() == input.Clusters.Count, "a cluster has no mandate, or two");
        input = input with { Failures = plan.Failed };
        Note(input);
        var advancing = plan.Mandates.OfType<MayAdvance>().Where(may => StageOf(input, may) is not ClusterStage.Promoted).ToList();
        CheckFailures(input, plan, advancing);
        CheckCompletion(input, plan);
        CheckFreeze(input, advancing);
        CheckLockstep(input, advancing);
        var beginning = advancing.Where(may => StageOf(input, may) is ClusterStage.Steady).ToList();
        CheckConcurrency(input, plan, beginning);
        beginning.ForEach(may => CheckOrder(input, may));
    }

    private static void That(bool holds, string rule)
    {
        if (!holds)
        {
            throw new AssertionException(rule);
        }
    }

    private static ClusterRolloutStatus PartOf(FleetInput input, string name) => input.Progress.First(part => part.Name == name);

    private static ClusterStage StageOf(FleetInput input, ClusterMandate mandate) => PartOf(input, mandate.Cluster.Value).Stage ?? ClusterStage.Steady;

    private static bool IsInMotion(ClusterRolloutStatus part) =>
        part.Stage is ClusterStage.Progressing or ClusterStage.Promoting or ClusterStage.Baking or ClusterStage.Returning;

    private static bool IsLost(FleetInput input, string? name) =>
        input.Clusters.First(cluster => cluster.Name.Value == name).Reachability is Reachability.Unknown;

    private static bool HasFailed(FleetInput input, string? name) => input.Failures.Any(failure => failure.Cluster.Value == name);

    /// <summary>Remembers since when all clusters of each wave are promoted and answer, and which waves were approved while they waited.</summary>
    private void Note(FleetInput input)
    {
        foreach (var wave in placement.Waves ?? [])
        {
            var isWhole = Of(input, wave.Name!).All(part =>
                (part.Stage is ClusterStage.Promoted && !IsLost(input, part.Name)) || part.Stage is ClusterStage.Returned || HasFailed(input, part.Name)
                || (placement.SkipUnreachable is true && part.Stage is null));
            if (!isWhole)
            {
                _wholeSince.Remove(wave.Name!);
            }
            else
            {
                _wholeSince.TryAdd(wave.Name!, input.Now);
            }
        }

        if (input is { IsApproved: true, Wave: { StartedAt: null, Name: { } name } })
        {
            _approved.Add(name);
        }
    }

    private static IEnumerable<ClusterRolloutStatus> Of(FleetInput input, string wave) =>
        input.Progress.Where(part => part.Name!.StartsWith(wave, StringComparison.Ordinal));

    private void CheckFailures(FleetInput input, FleetPlan plan, List<MayAdvance> advancing)
    {
        if (input.IsReturning)
        {
            That(advancing.Count == 0, "a cluster advances although the rollout goes back");
        }
        else if (input.Failures.Count > (placement.MaxFailures ?? 0))
        {
            That(plan.Failure is not null || plan.Halted is not null, "there are too many failures, and the fleet goes on");
            That(advancing.Count == 0, "there are too many failures, and a cluster advances");
        }
    }

    private static void CheckCompletion(FleetInput input, FleetPlan plan)
    {
        if (!plan.IsComplete)
        {
            return;
        }

        That(input.Progress.Any(part => part.Stage is ClusterStage.Promoted && !IsLost(input, part.Name)), "it is complete and nothing is proven");
        foreach (var part in input.Progress.Where(part => !plan.LeftOut.Any(name => name.Value == part.Name)))
        {
            That(part.Stage is ClusterStage.Promoted && !IsLost(input, part.Name), $"{part.Name} counts as done");
        }
    }

    private static void CheckFreeze(FleetInput input, List<MayAdvance> advancing)
    {
        var unknown = input.Progress.Where(part => IsInMotion(part) && IsLost(input, part.Name) && !HasFailed(input, part.Name)).ToList();
        That(unknown.Count == 0 || advancing.Count == 0, "a cluster advances although another of its wave is unknown");
        That(!advancing.Exists(may => IsLost(input, may.Cluster.Value)), "an unknown cluster advances");
    }

    private void CheckLockstep(FleetInput input, List<MayAdvance> advancing)
    {
        if (placement.Lockstep is false)
        {
            return;
        }

        foreach (var may in advancing)
        {
            foreach (var other in input.Progress.Where(other => other.Name != may.Cluster.Value && PositionOf(other, stepCount) >= 0 && !HasFailed(input, other.Name)))
            {
                var reached = PositionOf(other, stepCount) + (input.Passed.Any(name => name.Value == other.Name) ? 1 : 0);
                That(may.ThroughStep <= reached, $"{may.Cluster} may go ahead of {other.Name}");
            }
        }
    }

    private void CheckConcurrency(FleetInput input, FleetPlan plan, List<MayAdvance> beginning)
    {
        var most = (placement.Waves ?? []).FirstOrDefault(wave => wave.Name == plan.Wave?.Name)?.MaxConcurrency ?? int.MaxValue;
        That(beginning.Count == 0 || beginning.Count + input.Progress.Count(IsInMotion) <= most, "more clusters are in motion than may be");
    }

    private void CheckOrder(FleetInput input, MayAdvance beginning)
    {
        foreach (var wave in (placement.Waves ?? []).TakeWhile(wave => wave.Name != beginning.Wave))
        {
            var isWhole = _wholeSince.TryGetValue(wave.Name!, out var since);
            That(isWhole || placement.SkipUnreachable is true || IsUnderWay(input, beginning), $"{beginning.Cluster} begins before wave {wave.Name} is through");
            var isSoaked = input.Now - since >= TimeSpan.FromSeconds(wave.SoakSeconds ?? 0) || placement.SkipUnreachable is true;
            That(isSoaked || IsPast(input, wave), $"{beginning.Cluster} begins before wave {wave.Name} has soaked");
        }

        var own = (placement.Waves ?? []).FirstOrDefault(wave => wave.Name == beginning.Wave);
        That(own?.Approval is not WaveApproval.Required || _approved.Contains(own.Name!) || placement.SkipUnreachable is true, $"{own?.Name} begins without approval");
    }

    /// <summary>Whether the wave had started before: a loss in an earlier one does not hold its later batches.</summary>
    private static bool IsUnderWay(FleetInput input, MayAdvance beginning) => input.Wave?.Name == beginning.Wave && input.Wave?.StartedAt is not null;

    /// <summary>Whether the rollout was past a wave before: a loss after that starts no soak again.</summary>
    private bool IsPast(FleetInput input, WaveSpec wave) =>
        input.Wave?.Index is { } index && placement.Waves!.ToList().IndexOf(wave) < index;
}
