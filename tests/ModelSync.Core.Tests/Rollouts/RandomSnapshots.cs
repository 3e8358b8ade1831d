using FsCheck;
using FsCheck.Fluent;
using ModelSync.Api.Gates;
using ModelSync.Api.Rollouts;
using ModelSync.Api.Versions;
using ModelSync.Core.Rollouts;
using ModelSync.Core.Traffic;
using ModelSync.Kubernetes.Values;

namespace ModelSync.Core.Tests.Rollouts;

/// <summary>
/// Snapshots of any content: statuses that an older or newer operator may have left, fields that are missing or make no sense, clusters in any state.
/// </summary>
internal static class RandomSnapshots
{
    private static readonly string?[] Revisions = [null, "r0", "r1", "r2", "r3", "r9", ""];
    private static readonly KubeTime?[] Times = [null, new KubeTime(Scene.Noon), new KubeTime(Scene.Noon.AddHours(-2)), new KubeTime(Scene.Noon.AddYears(3)), default(KubeTime)];
    private static readonly int?[] Numbers = [null, -1, 0, 1, 2, 4, 5, 100, 101, int.MaxValue, int.MinValue];
    private static readonly string?[] Verbs =
    [
        null, "", "promote", "promote;revision=r2;id=a", "promote-full;revision=r2;id=b", "retry;revision=r2;id=c", "undo;revision=r1;id=d", "undo;revision=r1;id=e;to=r0", "=;=;;id",
    ];

    public static Gen<RolloutSnapshot> Any() =>
        from status in Gen.Frequency((1, Gen.Constant<ModelRolloutStatus?>(null)), (9, Status().Select(static status => (ModelRolloutStatus?)status)))
        from spec in Spec()
        from members in Gen.Choose(0, 2).SelectMany(count => Gen.ArrayOf(Cluster(), count))
        from annotations in Gen.ArrayOf(Gen.Elements(Verbs), 2)
        from records in Gen.SubListOf("r0", "r1", "r2", "r3")
        from lifecycles in Gen.ArrayOf(Gen.Elements(Lifecycle.Active, Lifecycle.Active, Lifecycle.Quarantined, Lifecycle.Retired), 4)
        from verdict in Gen.Elements(Enum.GetValues<GateVerdict>())
        from flags in Gen.ArrayOf(Gen.Choose(0, 9), 5)
        select Build(status, spec, members, annotations, [.. records], lifecycles, verdict, flags);

    private static RolloutSnapshot Build(
        ModelRolloutStatus? status, ModelRolloutSpec spec, ClusterObservation[] clusters, string?[] annotations, string[] records, Lifecycle[] lifecycles, GateVerdict verdict, int[] flags)
    {
        var scene = Given.New().Set(s => s.Spec = spec).Saying(verdict);
        scene.IsDeleting = flags[0] == 0;
        scene.HasFinalizer = flags[1] > 0;
        scene.IsTemplateAccepted = flags[2] == 0 ? null : flags[2] > 1;
        scene.Status = status;
        scene.Now = Scene.Noon.AddSeconds(flags[3] * 100);
        for (var version = 0; version < lifecycles.Length; version++)
        {
            scene.Versions[Scene.Version(version)] = Samples.Version(Scene.Version(version)) with { Lifecycle = lifecycles[version], IsReady = flags[4] > 1 };
        }

        if (annotations[0] is { } abort)
        {
            scene.Annotations = scene.Annotations.With("modelsync.io/abort", abort.Replace("promote;", "", StringComparison.Ordinal));
        }

        if (annotations[1] is { } action)
        {
            scene.Annotations = scene.Annotations.With("modelsync.io/action", action);
        }

        foreach (var record in records)
        {
            scene.Records.Add(Samples.Record(spec with { Version = Scene.Version(record[1] - '0') }) with { Epoch = flags[3] });
        }

        var named = clusters.Select((cluster, index) => cluster with { Name = new Kubernetes.Meta.ClusterName(index == 0 ? "local" : $"c{index}") });
        return scene.Snapshot() with { Clusters = [.. named] };
    }

    private static Gen<ModelRolloutSpec> Spec() =>
        from version in Gen.Choose(0, 3)
        from replicas in Gen.Elements(null, 0, 1, 8, -1, (int?)int.MaxValue)
        from paused in Gen.Elements(null, true, (bool?)false)
        from strategy in Gen.Elements(Given.Canary().Spec.Strategy!, Given.BlueGreen().Spec.Strategy!, Samples.Canary(), new RolloutStrategy(), new RolloutStrategy { BakeSeconds = -5, BakeMaxSeconds = -7 })
        from quarantine in Gen.Elements(null, (QuarantineMode?)QuarantineMode.StopServing)
        from failure in Gen.Elements(null, (FailureMode?)FailureMode.Pause)
        from placement in Gen.Elements(null, new PlacementSpec(), new PlacementSpec { Waves = [Given.Wave("local"), Given.Wave("c1", WaveApproval.Required)] })
        from number in Gen.Elements(Numbers)
        select Samples.Spec(strategy) with
        {
            Version = Scene.Version(version),
            Replicas = replicas,
            Paused = paused,
            OnQuarantine = quarantine,
            OnFailure = failure,
            Placement = placement,
            RevisionHistoryLimit = number,
            RollbackWindow = number,
            RetryToken = number?.ToString(System.Globalization.CultureInfo.InvariantCulture),
        };

    private static Gen<ModelRolloutStatus> Status() =>
        from stable in Gen.Elements(Revisions)
        from candidate in Gen.Elements(Revisions)
        from stage in Gen.Elements(null, CandidateStage.Progressing, CandidateStage.Promoting, CandidateStage.Baking, CandidateStage.Returning, (CandidateStage?)99)
        from pace in Gen.Elements(null, RolloutPace.Stepwise, RolloutPace.First, RolloutPace.WithinWindow, RolloutPace.PromoteFull, (RolloutPace?)RolloutPace.Return)
        from reason in Gen.Elements(null, ReturnReason.Aborted, ReturnReason.Superseded, (ReturnReason?)77)
        from failed in Gen.Elements(Revisions)
        from over in Gen.Elements(Revisions)
        from epoch in Gen.Elements(null, 0L, 3L, -2L, (long?)long.MaxValue / 2)
        from parts in Gen.Choose(0, 3).SelectMany(count => Gen.ArrayOf(Part(), count))
        from pause in Gen.Elements(null, PauseReason.AwaitingApproval, (PauseReason?)PauseReason.InconclusiveGate)
        from time in Gen.Elements(Times)
        from history in Gen.ArrayOf(History(), 3)
        select new ModelRolloutStatus
        {
            Epoch = epoch,
            Stable = stable is null ? null : new RevisionStatus { Revision = stable, Version = VersionOf(stable) },
            Candidate = candidate is null ? null : new CandidateStatus
            {
                Revision = candidate,
                Version = VersionOf(candidate),
                Stage = stage,
                Pace = pace,
                Reason = reason,
                Epoch = epoch,
                StartedAt = time,
                ReturnStartedAt = time,
            },
            Failed = failed is null ? null : new FailedRevisionStatus { Revision = failed, Version = VersionOf(failed) },
            Override = over is null ? null : new OverrideStatus { Revision = over, Target = stable },
            Clusters = [.. parts.Select(static (part, index) => part with { Name = index == 0 ? "local" : $"c{index}" })],
            Pause = pause is null ? null : new PauseStatus { Reason = pause, Since = time },
            History = history,
        };

    private static Gen<HistoryEntry> History() =>
        from revision in Gen.Elements(Revisions)
        from outcome in Gen.Elements(null, RolloutOutcome.Promoted, (RolloutOutcome?)RolloutOutcome.Aborted)
        select new HistoryEntry { Revision = revision, Version = VersionOf(revision), Outcome = outcome };

    private static Gen<ClusterRolloutStatus> Part() =>
        from stage in Gen.Elements(null, ClusterStage.Steady, ClusterStage.Waiting, ClusterStage.Progressing, ClusterStage.Progressing, ClusterStage.Promoting, ClusterStage.Baking, ClusterStage.Promoted, ClusterStage.Returning, ClusterStage.Returned, (ClusterStage?)55)
        from step in Gen.Elements(Numbers)
        from number in Gen.Elements(Numbers)
        from time in Gen.ArrayOf(Gen.Elements(Times), 5)
        from serving in Gen.Frequency((5, Gen.Constant<string?>(null)), (1, Gen.Elements(Revisions)))
        from failure in Gen.Frequency((5, Gen.Constant<ReturnReason?>(null)), (1, Gen.Constant<ReturnReason?>(ReturnReason.GateFailed)))
        from revision in Gen.Elements(Revisions)
        select new ClusterRolloutStatus
        {
            Stage = stage,
            Step = step,
            StepStartedAt = time[0],
            DeadlineStartedAt = time[1],
            DeadlineUsedSeconds = number,
            BakeStartedAt = time[2],
            PromotedAt = time[3],
            ReturnStartedAt = time[4],
            Serving = serving,
            Failure = failure,
            LostSince = time[0],
            Weights = revision is null ? null : [new WeightStatus { Revision = revision, Desired = number }],
            Retiring = revision is null ? null : [new RetiringRevision { Revision = revision, Since = time[1], DelaySeconds = number }],
        };

    private static Gen<ClusterObservation> Cluster() =>
        from pods in Gen.ArrayOf(Gen.Choose(-1, 8), 4)
        from split in Gen.Elements(null, TrafficSplit.Empty, TrafficSplit.All("r1"), TrafficSplit.All("r2"), TrafficSplit.Between("r1", "r2", 25), TrafficSplit.Between("r9", "r3", 60))
        from observed in Gen.Elements(TrafficSplit.Empty, TrafficSplit.All("r1"), TrafficSplit.Between("r1", "r2", 25))
        from flags in Gen.ArrayOf(Gen.Choose(0, 5), 5)
        select new ClusterObservation
        {
            Name = Kubernetes.Meta.ClusterName.Local,
            Reachability = flags[0] == 0 ? Reachability.Unknown : Reachability.Reachable,
            IsSelected = flags[1] > 0,
            WritesRefused = flags[2] == 0 ? new Impediment("IdentityMismatch", "another cluster") : null,
            Impediments = flags[3] == 0 ? [new Impediment("NameConflict", "the Service is somebody else's")] : [],
            Revisions =
            [
                .. pods.Select(static (count, version) => (count, version)).Where(static pod => pod.count >= 0).Select(pod => new RevisionObservation
                {
                    Revision = Scene.Revision(pod.version), DesiredReplicas = pod.count, Replicas = pod.count, ReadyEndpoints = flags[4] == 0 ? 0 : pod.count,
                    NotReadyFor = flags[4] == 0 ? TimeSpan.FromSeconds(pod.count) : null,
                    Problem = flags[4] == 1 ? new PodProblem(PodProblemKind.CrashLoop, "it ends") : null,
                }),
            ],
            Traffic = split is null ? null : new TrafficObservation { Written = split, Observed = observed, IsAccepted = flags[3] != 1 },
        };

    private static string? VersionOf(string? revision) => revision is ['r', var digit] ? Scene.Version(digit - '0') : revision;
}
