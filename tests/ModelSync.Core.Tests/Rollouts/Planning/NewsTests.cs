using ModelSync.Api.Conditions;
using ModelSync.Api.Gates;
using ModelSync.Api.Rollouts;
using ModelSync.Core.Rollouts;
using ModelSync.Core.Tests.Rollouts.Table;

namespace ModelSync.Core.Tests.Rollouts.Planning;

/// <summary>What changes for people is told once, when it changes; a decision that changes nothing tells nothing, also in a new process.</summary>
public sealed class NewsTests
{
    private static readonly Impediment Conflict = new("NameConflict", "Service fraud belongs to somebody else: rename it");

    private static readonly Impediment Refused = new("WriteRefused", "the API server refuses ApplyRevision: quota exceeded");

    private static readonly IReadOnlyList<(string Name, bool IsWarning, string Reason, Func<Scene> Make)> Troubles =
    [
        ("no safe revision", true, "NoSafeRevision", static () => Given.Canary().Quarantine(0).Quarantine(1)),
        ("serving stops", true, "NoSafeRevision", static () => Given.Canary().With(static spec => spec with { OnQuarantine = QuarantineMode.StopServing }).Quarantine(0).Quarantine(1)),
        ("stable is withdrawn in a trial", true, "StableWithdrawn", static () => Given.Canary().At(2).Quarantine(0).Quarantine(1)),
        ("invalid template", true, "InvalidTemplate", static () => Given.Canary().Naming(2).Set(static s => s.IsTemplateAccepted = s.WouldAcceptTemplate = false)),
        ("unsupported field", true, "UnsupportedField", static () => Given.Canary().Set(static s => s.UnsupportedFields = ["spec.mirror"])),
        ("a policy says no", true, "VersionDenied", static () => Given.Canary().Naming(2).Set(static s => s.Policies.Add(Rules.Deny("2.0.0")))),
        ("a freeze", false, "Frozen", static () => Given.Canary().Naming(2).Set(static s => s.Policies.Add(Rules.Freeze(s)))),
        ("no such version", true, "VersionNotFound", static () => Given.Canary().Naming(2).Set(static s => s.Versions.Remove("2.0.0"))),
        ("no clusters", true, "NoTargets", static () => Given.Canary().With(static spec => spec with { Placement = new PlacementSpec() }).Naming(2).Set(static s => s.Members.Clear())),
        ("a gate in error", true, "GateError", static () => Given.Canary().At(1).Set(static s => s.Verdicts[Samples.StepGate] = GateVerdict.Error)),
        ("masked", true, "Masked", static () => Given.Canary().At(2).Set(static s => Silence(s, "r2"))),
        ("an object of somebody else", true, "NameConflict", static () => Given.Canary().At(2).Hinder(Conflict)),
        ("a write that is refused", true, "WriteRefused", static () => Given.Canary().At(2).Set(static s => s.Circumstances["local"] = static seen => seen with { LastRefusal = Refused })),
        ("stable crashes", true, "EndpointsMissing", static () => Given.Canary().Set(static s => Crash(s))),
        ("a fleet that halts", true, "MaxFailuresExceeded", static () => Halting()),
    ];

    private static IEnumerable<string> Names => Troubles.Select(static trouble => trouble.Name);

    [Test]
    public void A_trouble_is_told_once([ValueSource(nameof(Names))] string name)
    {
        var (_, isWarning, reason, make) = Troubles.Single(trouble => trouble.Name == name);
        var scene = make();
        var told = new List<RolloutEvent>();
        for (var i = 0; i < 8; i++)
        {
            told.AddRange(scene.Decide().Events);
            scene.Step();
        }

        var news = told.Where(one => one.Reason == reason).ToList();
        Assert.That(news.Select(static one => one.IsWarning), Is.EqualTo(new[] { isWarning }), string.Join("; ", told));
        Assert.That(news[0].Message, Is.Not.Empty);
        scene.IsTemplateAccepted = scene.IsTemplateAccepted is false ? null : scene.IsTemplateAccepted;
        Assert.That(scene.Decide().Events, Is.Empty, "also by another process");
    }

    [Test]
    public void Traffic_that_is_given_back_is_told()
    {
        var scene = Given.Canary().At(2).Set(static s => Silence(s, "r2")).Rest();
        Assert.That(scene.Part.Weights!.Single(static weight => weight.Revision == "r2").Masked, Is.EqualTo(25));
        scene.Slow.Clear();
        var told = new List<RolloutEvent>();
        for (var i = 0; i < 8; i++)
        {
            told.AddRange(scene.Decide().Events);
            scene.Step();
        }

        Assert.That(told.Single(), Is.EqualTo(new RolloutEvent(IsWarning: false, "Unmasked", "2.0.0 (r2) has its ready endpoints and its traffic again")));
    }

    [Test]
    public void What_has_to_give_way_is_not_ready_while_the_trial_is_the_way_out()
    {
        var scene = Given.Canary().At(2).Quarantine(0).Quarantine(1).Rest();
        var ready = scene.Status!.Conditions!.Single(static condition => condition.Type == ConditionTypes.Ready);
        Assert.That((ready.Status, ready.Reason), Is.EqualTo(("False", "StableWithdrawn")));
        Assert.That(ready.Message, Does.StartWith("1.0.0 (r1) has to give way: 1.0.0 is quarantined; 2.0.0 (r2) takes its place when it is through, promote-full is the quickest way. Now: step 3/5"));
        Assert.That((scene.Status.Phase, scene.Candidate!.Stage), Is.EqualTo((RolloutPhase.Paused, CandidateStage.Progressing)));
    }

    [Test]
    public void A_return_ends_blocked_where_its_target_may_not_start_again()
    {
        var scene = Given.Canary().At(2).Set(static s => s.Policies.Add(Rules.Deny("2.0.0")));
        scene.Until(static s => s.Candidate is null, "the end");
        Assert.That((scene.Status!.Phase, scene.Status.History![0].Outcome), Is.EqualTo((RolloutPhase.Blocked, RolloutOutcome.Denied)));
    }

    [Test]
    public void A_denied_candidate_is_not_called_quarantined()
    {
        var scene = Given.Canary().At(2).Set(static s => s.Policies.Add(Rules.Deny("2.0.0")));
        Assert.That(scene.Decide().Status.Candidate!.Reason, Is.EqualTo(ReturnReason.Denied));
        Assert.That(Given.Canary().At(2).Quarantine(2).Decide().Status.Candidate!.Reason, Is.EqualTo(ReturnReason.Quarantined));
    }

    private static Scene Halting()
    {
        var scene = Given.Fleet(new PlacementSpec { OnFailure = FleetFailureMode.Halt, Lockstep = false }).At(1);
        scene.Circumstances["b"] = static seen => seen with
        {
            Revisions = [.. seen.Revisions.Select(static found => found.Revision == "r2" ? found with { ReadyEndpoints = 0, Problem = new PodProblem(PodProblemKind.CrashLoop, "it crashes") } : found)],
        };
        return scene;
    }

    private static void Crash(Scene scene)
    {
        Silence(scene, "r1");
        scene.Problems["r1"] = new PodProblem(PodProblemKind.CrashLoop, "it crashes");
    }

    private static void Silence(Scene scene, string revision)
    {
        var found = scene.Member.Find(revision)!;
        (found.Ready, found.Unready, found.DownFor) = (0, found.Ready + found.Unready, TimeSpan.FromSeconds(60));
        scene.Slow.Add(revision);
    }
}
