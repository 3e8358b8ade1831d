using ModelSync.Api.Gates;
using ModelSync.Api.Rollouts;
using ModelSync.Api.Versions;
using ModelSync.Core.Rollouts;

namespace ModelSync.Core.Tests.Rollouts.Table;

/// <summary>The rows of the table: everything that people, pods, gates and clusters can do to a rollout. Each one can meet any phase.</summary>
internal static class Events
{
    public static IReadOnlyList<(string Name, Action<Scene> Happen)> All { get; } =
    [
        ("the spec names r3", static s => s.Naming(3)),
        ("the spec names r3, template refused", static s => Refuse(s.Naming(3))),
        ("the spec names r1", static s => s.Naming(1)),
        ("the spec names r0", static s => s.Naming(0)),
        ("abort", static s => s.Say("abort", TrialOf(s), "new-abort")),
        ("abort, for another revision", static s => s.Say("abort", "r9", "new-abort")),
        ("abort, with an id that was seen", static s => Repeat(s).Say("abort", TrialOf(s), "seen")),
        ("abort, unreadable", static s => s.Annotations = s.Annotations.With("modelsync.io/abort", "now")),
        ("abort and promote at once", static s => s.Say("abort", TrialOf(s), "new-abort").Say("promote", TrialOf(s), "new")),
        ("promote", static s => s.Say("promote", TrialOf(s), "new")),
        ("promote, for another revision", static s => s.Say("promote", "r9", "new")),
        ("promote-full", static s => s.Say("promote-full", TrialOf(s), "new")),
        ("retry", static s => s.Say("retry", s.Status?.Failed?.Revision ?? TrialOf(s), "new")),
        ("a new retryToken", static s => s.Spec = s.Spec with { RetryToken = "again" }),
        ("undo", static s => s.Say("undo", StableOf(s), "new")),
        ("undo to r0", static s => s.Say("undo", StableOf(s), "new", "r0")),
        ("spec.paused: true", static s => s.Spec = s.Spec with { Paused = true }),
        ("spec.paused: false", static s => s.Spec = s.Spec with { Paused = false }),
        ("replicas 12", static s => s.Spec = s.Spec with { Replicas = 12 }),
        ("replicas 0", static s => s.Spec = s.Spec with { Replicas = 0 }),
        ("the plan is edited", static s => s.Spec = s.Spec with { Strategy = s.Spec.Strategy! with { BakeSeconds = 300 } }),
        ("all gates pass", static s => s.Passing()),
        ("all gates fail", static s => s.Saying(GateVerdict.Failed)),
        ("all gates are inconclusive", static s => s.Saying(GateVerdict.Inconclusive)),
        ("all gates are in error", static s => s.Saying(GateVerdict.Error)),
        ("pods missing past the deadline", MissDeadline),
        ("the candidate crashes", static s => s.Problems[TrialOf(s)] = new PodProblem(PodProblemKind.CrashLoop, "server ends with 1 again and again")),
        ("the candidate does not answer", static s => Silence(s, TrialOf(s))),
        ("stable does not answer", static s => Silence(s, StableOf(s))),
        ("the candidate is quarantined", static s => s.Quarantine(TrialOf(s)[1] - '0')),
        ("stable is quarantined", static s => s.Quarantine(StableOf(s)[1] - '0')),
        ("stable and r0 are quarantined", static s => s.Quarantine(StableOf(s)[1] - '0').Quarantine(0)),
        ("the candidate is denied", static s => s.Policies.Add(Rules.Deny(Scene.Version(TrialOf(s)[1] - '0')))),
        ("stable is denied", static s => s.Policies.Add(Rules.Deny(Scene.Version(StableOf(s)[1] - '0')))),
        ("a freeze begins", static s => s.Policies.Add(Rules.Freeze(s))),
        ("the candidate's version is retired", static s => s.Versions[NameOf(s)] = Samples.Version(NameOf(s)) with { Lifecycle = Lifecycle.Retired }),
        ("the candidate's version is deleted", static s => s.Versions.Remove(NameOf(s))),
        ("the rollout is deleted", static s => s.IsDeleting = true),
        ("an unsupported field", static s => s.UnsupportedFields = ["spec.mirror"]),
        ("clusters do not answer", Lose),
        ("somebody rewrites a field again and again", static s => s.Hinder(new Impediment("FieldContention", "somebody else writes spec.replicas"))),
        ("two hours pass", static s => s.Now += TimeSpan.FromHours(2.1)),
        ("the operator restarts", Restart),
    ];

    private static string TrialOf(Scene scene) => scene.Candidate?.Revision ?? scene.Target?.Revision ?? "r2";

    private static string StableOf(Scene scene) => scene.Status?.Stable?.Revision ?? "r1";

    private static string NameOf(Scene scene) => Scene.Version(TrialOf(scene)[1] - '0');

    private static void Refuse(Scene scene) => scene.IsTemplateAccepted = scene.WouldAcceptTemplate = false;

    private static Scene Repeat(Scene scene)
    {
        scene.Status = (scene.Status ?? new ModelRolloutStatus()) with { LastAbort = new ActionStatus { Id = "seen", Verb = RolloutVerb.Abort, Outcome = ActionOutcome.Done } };
        return scene;
    }

    private static void Silence(Scene scene, string revision)
    {
        foreach (var found in scene.Members.Values.Select(member => member.Find(revision)).OfType<Traffic.ModelRevision>())
        {
            (found.Ready, found.Unready, found.DownFor) = (0, found.Ready + found.Unready, TimeSpan.FromSeconds(60));
        }

        scene.Slow.Add(revision);
    }

    private static void MissDeadline(Scene scene)
    {
        foreach (var found in scene.Members.Values.Select(member => member.Find(TrialOf(scene))).OfType<Traffic.ModelRevision>().Where(static found => found.Ready > 0))
        {
            (found.Ready, found.Unready) = (found.Ready - 1, found.Unready + 1);
        }

        scene.Slow.Add(TrialOf(scene));
        scene.Status = scene.Status! with { Clusters = [.. (scene.Status.Clusters ?? []).Select(part => part with { DeadlineUsedSeconds = 600, DeadlineStartedAt = new Kubernetes.Values.KubeTime(scene.Now) })] };
    }

    private static void Lose(Scene scene)
    {
        foreach (var name in scene.Members.Keys)
        {
            scene.Circumstances[name] = static seen => seen with { Reachability = Reachability.Unknown };
        }
    }

    // What only a process remembers is gone: measurements, and what the API server said in a dry run.
    private static void Restart(Scene scene)
    {
        scene.Verdicts.Clear();
        scene.IsTemplateAccepted = null;
    }
}
