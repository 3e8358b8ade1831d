using ModelSync.Api;
using ModelSync.Api.Rollouts;
using ModelSync.Api.Versions;
using ModelSync.Core.Revisions;
using ModelSync.Core.Rollouts;
using ModelSync.Core.Traffic;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Values;

namespace ModelSync.Benchmarks;

/// <summary>What a decision costs: a canary half way in one cluster and in twenty, in lockstep, with nothing new to decide.</summary>
public static class DecideBenchmark
{
    private const int Decisions = 20_000;
    private const int Rounds = 9;
    private static readonly DateTimeOffset Now = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    public static async Task RunAsync(Report report)
    {
        foreach (var clusters in (int[])[1, 20])
        {
            var snapshot = Snapshot(clusters);
            var seconds = await Statistics.MedianSecondsAsync(Rounds, () =>
            {
                for (var i = 0; i < Decisions / clusters; i++)
                {
                    GC.KeepAlive(RolloutPlanner.Decide(snapshot, Now));
                }

                return Task.CompletedTask;
            });
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            GC.KeepAlive(RolloutPlanner.Decide(snapshot, Now));
            allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
            report.Add($"decide_microseconds_{clusters}", seconds * 1_000_000 / (Decisions / clusters), $"a decision for {clusters} cluster{(clusters == 1 ? string.Empty : "s (goal: at most 50)")}");
            report.Add($"decide_allocated_bytes_{clusters}", allocated, "bytes allocated by it");
        }
    }

    // The status is what the planner itself arrives at, so that the decision that is measured has nothing to write.
    private static RolloutSnapshot Snapshot(int count)
    {
        var names = Enumerable.Range(0, count).Select(number => count == 1 ? "local" : $"member-{number:00}").ToList();
        var snapshot = new RolloutSnapshot
        {
            Rollout = Rollout(names),
            Target = Record("bbbbbbbbbb", "2.0.0", epoch: 2),
            TargetVersion = Version("2.0.0"),
            Records = [Record("cccccccccc", "1.0.0", epoch: 1), Record("bbbbbbbbbb", "2.0.0", epoch: 2)],
            Versions = [Version("1.0.0"), Version("2.0.0")],
            Clusters = [.. names.Select(Cluster)],
            GateRuns = [],
            Elapsed = ElapsedTimes.None,
            SteadyNow = Now,
            Policies = PolicyView.None,
        };
        for (var i = 0; i < 5; i++)
        {
            snapshot = snapshot with { Rollout = snapshot.Rollout with { Status = RolloutPlanner.Decide(snapshot, Now).Status } };
        }

        return RolloutPlanner.Decide(snapshot, Now) is { Status: var status, Actions.Count: 0 } && ReferenceEquals(status, snapshot.Rollout.Status)
            ? snapshot
            : throw new InvalidOperationException("the benchmark's rollout does not stand still: the planner has something to do in it");
    }

    private static ModelRollout Rollout(List<string> clusters) => new()
    {
        Metadata = new ObjectMeta { Namespace = "team", Name = "fraud", Uid = "1", Generation = 2, Finalizers = ["modelsync.io/cleanup"] },
        Spec = new ModelRolloutSpec
        {
            Model = "fraud-detector",
            Version = "2.0.0",
            Replicas = 4,
            Placement = clusters.Count == 1 ? null : new PlacementSpec { Clusters = new ClusterSelection { Names = clusters } },
        },
        Status = new ModelRolloutStatus
        {
            ObservedGeneration = 2,
            Epoch = 2,
            Stable = new RevisionStatus { Version = "1.0.0", Digest = Digest, Revision = "cccccccccc" },
            Candidate = new CandidateStatus { Version = "2.0.0", Digest = Digest, Revision = "bbbbbbbbbb", Stage = CandidateStage.Progressing, Epoch = 2, Pace = RolloutPace.Stepwise, StartedAt = new KubeTime(Now) },
            Clusters = [.. clusters.Select(Part)],
        },
    };

    private static ClusterRolloutStatus Part(string name) => new()
    {
        Name = name,
        Stage = ClusterStage.Progressing,
        Step = 1,
        StepStartedAt = new KubeTime(Now),
        Weights = [new WeightStatus { Revision = "cccccccccc", Desired = 75, Observed = 75 }, new WeightStatus { Revision = "bbbbbbbbbb", Desired = 25, Observed = 25 }],
    };

    private static ClusterObservation Cluster(string name)
    {
        var split = TrafficSplit.Between("cccccccccc", "bbbbbbbbbb", 25);
        return new ClusterObservation
        {
            Name = new ClusterName(name),
            Reachability = Reachability.Reachable,
            ObservedAt = Now,
            Revisions = [Pods("cccccccccc", 4), Pods("bbbbbbbbbb", 1)],
            Traffic = new TrafficObservation { Written = split, Observed = split, IsAccepted = true },
        };
    }

    private static RevisionObservation Pods(string revision, int count) =>
        new() { Revision = revision, DesiredReplicas = count, Replicas = count, ReadyEndpoints = count };

    private const string Digest = "sha256:0000000000000000000000000000000000000000000000000000000000000000";

    private static VersionObservation Version(string version) => new() { Version = version, PackageDigest = Digest, Lifecycle = Lifecycle.Active, IsReady = true };

    private static RevisionRecord Record(string revision, string version, long epoch) => new()
    {
        Revision = revision,
        Epoch = epoch,
        Inputs = new RevisionInputs
        {
            PackageDigest = Digest,
            Version = version,
            Template = RawJson.From("""{"spec":{"containers":[{"name":"server"}]}}"""),
            Ports = [],
            Delivery = DeliveryMode.Env,
            ServingContainer = "server",
        },
        Plan = new RolloutPlan
        {
            Strategy = new RolloutStrategy
            {
                Type = StrategyType.Canary,
                Canary = new CanaryStrategy { Steps = [new CanaryStep { SetWeight = 25 }, new CanaryStep { Pause = new PauseStep() }, new CanaryStep { SetWeight = 50 }] },
            },
            Gates = [],
            Traffic = new TrafficSpec { Type = TrafficType.GatewayAPI },
            ProgressDeadline = TimeSpan.FromSeconds(600),
            OnFailure = FailureMode.Rollback,
        },
    };
}
