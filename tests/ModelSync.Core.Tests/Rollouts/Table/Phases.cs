using ModelSync.Api.Gates;
using ModelSync.Api.Rollouts;
using ModelSync.Core.Rollouts;

namespace ModelSync.Core.Tests.Rollouts.Table;

/// <summary>The columns of the table: everything that a rollout can be at, each one reached by decisions and at rest there unless it says otherwise.</summary>
internal static class Phases
{
    private static readonly PlacementSpec Waves = new() { Waves = [Given.Wave("a"), Given.Wave("b", WaveApproval.Required)] };

    /// <summary>The columns in groups, each a table of its own so that it can be read.</summary>
    public static IReadOnlyList<(string Title, IReadOnlyList<(string Name, Func<Scene> Make)> Columns)> All { get; } =
    [
        ("Before a start",
        [
            ("Pending: no such version", static () => Given.New().Set(static s => s.Versions.Remove("1.0.0")).Rest()),
            ("Blocked: version not ready", static () => Given.Canary().Naming(2).Set(static s => s.Versions["2.0.0"] = s.Versions["2.0.0"] with { IsReady = false, Reason = "Resolving" }).Rest()),
            ("Blocked: policy", static () => Given.Canary().Naming(2).Set(static s => s.Policies.Add(Rules.Freeze(s))).Rest()),
            ("Paused before its start", static () => Given.Canary().Naming(2).With(static spec => spec with { Paused = true }).Rest()),
            ("Degraded: InvalidTemplate", static () => Given.Canary().Naming(2).Set(static s => s.IsTemplateAccepted = s.WouldAcceptTemplate = false).Rest()),
        ]),
        ("On trial",
        [
            ("Progressing: setWeight 25, pods come up", static () => Given.Canary().Set(static s => s.Slow.Add("r2")).At(0)),
            ("Progressing: gate", static () => Given.Canary().At(1)),
            ("Paused: PauseStep", static () => Given.Canary().At(2)),
            ("Paused: AwaitingPromotion", static () => Given.Canary().AtTheEnd()),
            ("Blue-green preview, waits for promote", static () => Given.BlueGreen().AtTheEnd()),
        ]),
        ("Held on trial, at weight 25",
        [
            ("Paused: SpecPaused", static () => Given.Canary().At(1).With(static spec => spec with { Paused = true }).Rest()),
            ("Paused: InconclusiveGate", static () => Given.Canary().At(1).Set(static s => s.Verdicts[Samples.StepGate] = GateVerdict.Inconclusive).Rest()),
            ("Gate in error", static () => Given.Canary().At(1).Set(static s => s.Verdicts[Samples.StepGate] = GateVerdict.Error).Rest()),
            ("Paused: FailedCheck", static () => Given.Canary().With(static spec => spec with { OnFailure = FailureMode.Pause }).At(1).Set(static s => s.Verdicts[Samples.StepGate] = GateVerdict.Failed).Rest()),
            ("Paused: Policy", static () => Given.Canary().At(1).Set(static s => s.Policies.Add(Rules.Freeze(s))).Rest()),
            ("Paused: FieldContention", static () => Given.Canary().At(1).Set(static s => s.Hinder(new Impediment("FieldContention", "somebody else writes spec.replicas"))).Rest()),
            ("Paused: AwaitingApproval (wave b)", static () => Given.Fleet(Waves).Set(static s => s.At(4).Passing()
                .Say("promote", "r2", "wave-a").Until(static x => x.Status!.Pause is { Reason: PauseReason.AwaitingApproval }, "wave b").Rest())),
            ("Paused: ClusterUnreachable (b)", static () => Given.Fleet(new PlacementSpec { Lockstep = true }).At(1).Set(static s => s.Circumstances["b"] = static seen => seen with { Reachability = Reachability.Unknown }).Rest()),
        ]),
        ("Late",
        [
            ("Promoting, pods come up", static () => Given.Canary().AtTheEnd().Set(static s => s.Slow.Add("r2")).Say("promote", "r2", "to-the-end").Rest()),
            ("Baking", static () => Given.Canary().Baking()),
            ("Healthy", static () => Given.Canary()),
            ("Scaled to zero", static () => Given.Canary().With(static spec => spec with { Replicas = 0 }).Rest()),
            ("Overridden: undone to r0", static () => Given.Canary().Say("undo", "r1", "back").Passing().Until(static s => s.Status!.Stable!.Revision == "r0", "r0").Rest()),
        ]),
        ("The first version",
        [
            ("Progressing: first, gate", static () => Given.New().Until(static s => s.Status?.Clusters?[0].Step == 1, "the gate").Rest()),
            ("Baking: first", static () => Given.New().FirstBake()),
            ("Degraded: NoFallback", static () => Given.New().FirstBake().Set(static s => s.Verdicts[Samples.BackgroundGate] = GateVerdict.Failed).Rest()),
        ]),
        ("On the way back; the route is not accepted yet",
        [
            ("RollingBack: Aborted", static () => Given.Canary().At(1).SlowRoute().Say("abort", "r2", "stop").Rest()),
            ("RollingBack: GateFailed", static () => Given.Canary().At(1).SlowRoute().Set(static s => s.Verdicts[Samples.StepGate] = GateVerdict.Failed).Rest()),
            ("RollingBack: Reverted", static () => Given.Canary().At(1).SlowRoute().Naming(1).Rest()),
            ("RollingBack: Superseded", static () => Given.Canary().At(1).SlowRoute().Naming(3).Rest()),
            ("RollingBack: Quarantined", static () => Given.Canary().At(1).SlowRoute().Set(static s => s.Quarantine(2)).Rest()),
            ("RolledBack", static () => Given.Canary().At(1).Set(static s => s.Verdicts[Samples.StepGate] = GateVerdict.Failed).Rest().Set(static s => s.Verdicts.Clear()).Rest()),
        ]),
        ("Withdrawn, and leaving",
        [
            ("Evicting r1 to r0, pods come up", static () => Given.Canary().Set(static s => s.Slow.Add("r0")).Set(static s => s.Quarantine(1)).Rest()),
            ("Degraded: NoSafeRevision", static () => Given.Canary().Set(static s => s.Quarantine(0)).Set(static s => s.Quarantine(1)).Rest()),
            ("Degraded: StopServing", static () => Given.Canary().With(static spec => spec with { OnQuarantine = QuarantineMode.StopServing }).Set(static s => s.Quarantine(0)).Set(static s => s.Quarantine(1)).Rest()),
            ("Deleting, not at rest", static () => Given.Canary().At(1).Set(static s => s.IsDeleting = true)),
            ("Deleting with Orphan, not at rest", static () => Given.Canary().At(1).With(static spec => spec with { DeletionPolicy = DeletionPolicy.Orphan }).Set(static s => s.IsDeleting = true)),
        ]),
    ];

    private static Scene SlowRoute(this Scene scene)
    {
        scene.IsRouteSlow = true;
        return scene;
    }

    private static Scene FirstBake(this Scene scene)
    {
        scene.Passing().Until(static s => s.Status?.Clusters?[0].Stage == ClusterStage.Baking, "the bake");
        scene.Verdicts.Clear();
        return scene.Rest();
    }
}
