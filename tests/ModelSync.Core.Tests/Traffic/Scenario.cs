using FsCheck;
using FsCheck.Fluent;
using ModelSync.Api.Rollouts;
using ModelSync.Core.Traffic;

namespace ModelSync.Core.Tests.Traffic;

/// <summary>A cluster in any state, a goal for it, and what happens next; small numbers, so that states meet.</summary>
public sealed record Scenario
{
    public required TrafficType Traffic { get; init; }

    public required int Plan { get; init; }

    public required int Replicas { get; init; }

    public required bool HasStable { get; init; }

    public required GoalMode Mode { get; init; }

    public required int Weight { get; init; }

    public required bool IsHeld { get; init; }

    public required bool IsLastStep { get; init; }

    public required int ReturnSeconds { get; init; }

    /// <summary>Desired, ready, unready, terminating pods and seconds without a ready one, for each of the three revisions; none when desired is negative.</summary>
    public required IReadOnlyList<int[]> Pods { get; init; }

    /// <summary>The weights of the three that are written, or that there is no route.</summary>
    public required int[] Written { get; init; }

    public required bool IsAccepted { get; init; }

    public required bool IsRecorded { get; init; }

    /// <summary>What happens between plans; each number stands for one thing.</summary>
    public required IReadOnlyList<int> Events { get; init; }

    private static readonly string[] Names = [Goals.Stable, Goals.Candidate, Goals.Third];
    private static readonly int[][] Splits = [[], [100, 0, 0], [100, 0, 0], [80, 20, 0], [50, 50, 0], [20, 80, 0], [0, 100, 0], [0, 0, 100], [50, 0, 50], [30, 30, 40]];

    public static Arbitrary<Scenario> Any() => Arb.From(

        from traffic in Gen.Elements(TrafficType.Service, TrafficType.GatewayAPI)
        from plan in Gen.Choose(0, 5)
        from replicas in Gen.Frequency((1, Gen.Constant(0)), (3, Gen.Constant(1)), (8, Gen.Choose(2, 10)))
        from hasStable in Gen.Frequency((1, Gen.Constant(false)), (6, Gen.Constant(true)))
        from mode in Gen.Frequency((6, Gen.Constant(GoalMode.Advance)), (2, Gen.Constant(GoalMode.Bake)), (4, Gen.Constant(GoalMode.Return)), (2, Gen.Constant(GoalMode.Steady)), (1, Gen.Constant(GoalMode.Stop)))
        from weight in Gen.Elements(0, 1, 5, 20, 34, 50, 51, 80, 99, 100)
        from isHeld in Gen.Frequency((3, Gen.Constant(false)), (1, Gen.Constant(true)))
        from isLastStep in Gen.Elements(false, true)
        from returnSeconds in Gen.Elements(0, 30, 61)
        from pods in Gen.ArrayOf(Gen.Frequency((1, Gen.Constant<int[]>([-1, 0, 0, 0, 0])), (4, RevisionPods(replicas))), 3)
        from hasThird in Gen.Elements(false, false, true)
        from written in Gen.Elements(Splits)
        from isAccepted in Gen.Elements(true, true, false)
        from isRecorded in Gen.Elements(true, false)
        from events in Gen.ListOf(Gen.Choose(0, 99))
        select new Scenario
        {
            Traffic = traffic,
            Plan = plan,
            Replicas = replicas,
            HasStable = hasStable,
            Mode = mode,
            Weight = weight,
            IsHeld = isHeld,
            IsLastStep = isLastStep,
            ReturnSeconds = returnSeconds,
            Pods = hasThird ? pods : [pods[0], pods[1], [-1, 0, 0, 0, 0]],
            Written = written,
            IsAccepted = isAccepted,
            IsRecorded = isRecorded,
            Events = events.ToArray(),
        },
        Shrink);

    public override string ToString() =>
        $"{Traffic} plan {Plan}, {Replicas} replicas, {(HasStable ? "" : "no stable, ")}{Mode} to {Weight}, held {IsHeld}, last {IsLastStep}, {ReturnSeconds} s, "
        + $"pods {string.Join(' ', Pods.Select(pods => $"[{string.Join(' ', pods)}]"))}, written {string.Join('/', Written)}, accepted {IsAccepted}, recorded {IsRecorded}, "
        + $"events {string.Join(' ', Events)}";

    private static IEnumerable<Scenario> Shrink(Scenario scenario)
    {
        for (var i = 0; i < scenario.Events.Count; i++)
        {
            yield return scenario with { Events = [.. scenario.Events.Where((_, index) => index != i)] };
        }
    }

    internal ModelCluster Cluster()
    {
        var cluster = new ModelCluster(Traffic == TrafficType.Service);
        for (var i = 0; i < Names.Length; i++)
        {
            if (Pods[i] is [>= 0 and var desired, var ready, var unready, var terminating, var down])
            {
                cluster.Add(Names[i], desired, ready, unready, terminating, down);
            }
        }

        if (Written.Length > 0)
        {
            var split = TrafficSplit.Of([.. Names.Zip(Written, static (name, share) => new RevisionWeight(name, share))]);
            var all = Array.IndexOf(Written, 100);
            cluster.Write(TrafficSplit.All(Goals.Stable), ServiceSelector.Narrow(Goals.Stable));
            cluster.Accept();
            cluster.Write(split, Traffic == TrafficType.Service && all < 0 ? ServiceSelector.Wide : ServiceSelector.Narrow(all < 0 ? Goals.Stable : Names[all]));
            if (IsAccepted)
            {
                cluster.Accept();
            }
        }

        return cluster;
    }

    internal ClusterGoal Goal(ModelCluster cluster, ClusterPlan? before = null)
    {
        var observed = cluster.Observe();
        return new ClusterGoal
        {
            Observed = observed,
            Stable = HasStable ? Goals.Stable : null,
            Candidate = Goals.Candidate,
            Weight = Weight,
            Mode = Mode,
            ReturnElapsed = TimeSpan.FromSeconds(ReturnSeconds),
            IsHeld = IsHeld,
            IsLastStep = IsLastStep,
            Replicas = Replicas,
            Plan = Plan switch
            {
                0 => Goals.BlueGreen(Traffic),
                1 => Goals.Plan(Traffic, CandidateScale.Full),
                2 => Goals.Plan(Traffic, stableScale: StableScale.Shrink),
                3 => Goals.Plan(Traffic, minReplicas: 2),
                _ => Goals.Plan(Traffic),
            },
            Recorded = before?.Weights ?? (IsRecorded && observed.Traffic is { } traffic
                ? [.. traffic.Written.Shares.Select(share => new WeightStatus { Revision = share.Revision, Desired = share.Weight })]
                : []),
            MayScaleDown = before?.WithoutTraffic ?? [],
        };
    }

    private static Gen<int[]> RevisionPods(int replicas) =>
        from desired in Gen.Frequency((1, Gen.Constant(0)), (3, Gen.Constant(replicas)), (3, Gen.Choose(0, replicas + 1)))
        from ready in Gen.Frequency((1, Gen.Constant(0)), (3, Gen.Constant(desired)), (2, Gen.Choose(0, desired)))
        from unready in Gen.Choose(0, desired - ready)
        from terminating in Gen.Elements(0, 0, 0, 1)
        from down in Gen.Elements(0, 3, 5, 60)
        select new[] { desired, ready, unready, terminating, down };
}
