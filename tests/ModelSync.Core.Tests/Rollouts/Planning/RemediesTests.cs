using ModelSync.Api.Gates;
using ModelSync.Api.Rollouts;
using ModelSync.Core.Rollouts;
using ModelSync.Core.Rollouts.Planning;
using ModelSync.Core.Tests.Rollouts.Table;
using ModelSync.Core.Traffic;

namespace ModelSync.Core.Tests.Rollouts.Planning;

/// <summary>Whoever is asked to do something reads what; where nobody is, it is said what ends the wait.</summary>
public sealed class RemediesTests
{
    private static readonly IReadOnlyList<(string Name, string Reason, string Remedy, Func<Scene> Make)> Situations =
    [
        ("it went back", "RolledBack", "mend it and retry, or name another version", static () => Given.Canary().At(1).Saying(GateVerdict.Failed)),
        ("a first version failed", "NoFallback", "there is no earlier revision to go back to: mend it and retry, or name another version", static () => FailedInPlace()),
        ("somebody went back", "Overridden", "somebody went back to r1 although the spec names 2.0.0: change the spec to go on", static () => Given.Canary().Promoted().Say("undo", "r2", "a")),
        ("another version is named in a bake", "WaitingForBake", "3.0.0 (r3) starts when 2.0.0 (r2) has baked; abort ends the wait", static () => Given.Canary().Baking().Naming(3)),
        ("no replicas", "AwaitingReplicas", "2.0.0 starts when spec.replicas is above 0", static () => Given.Canary().With(static spec => spec with { Replicas = 0 }).Naming(2)),
        ("a version without a digest", "VersionNotReady", "2.0.0 has no package digest yet", static () => Given.Canary().Naming(2).Set(static s => Change(s, static seen => seen with { PackageDigest = null }))),
        ("a version that is not ready", "VersionNotReady", "2.0.0 is not ready yet", static () => Given.Canary().Naming(2).Set(static s => Change(s, static seen => seen with { IsReady = false }))),
        ("back to what is denied", "VersionDenied", "name another version", static () => Given.Canary().Naming(0).Set(static s => s.Policies.Add(Rules.Deny("0.0.0")))),
        ("back to what is quarantined", "VersionQuarantined", "name another version", static () => Given.Canary().Naming(0).Quarantine(0)),
        ("stable is withdrawn in a bake", "StableWithdrawn", "2.0.0 (r2) takes its place when it has baked", static () => Given.Canary().Baking().Quarantine(0).Quarantine(1)),
        ("no pods in a trial", "ScaledToZero", "nothing advances without pods", static () => Given.Canary().At(1).With(static spec => spec with { Replicas = 0 })),
        ("nothing serves", "EndpointsMissing", "no revision has a ready endpoint in cluster local", static () => Given.Canary().Set(static s => Empty(s))),
        ("a gate before all traffic", "InconclusiveGate", "stands before the first setWeight: move it behind one, or promote", static () => TooEarly()),
    ];

    private static IEnumerable<string> Names => Situations.Select(static situation => situation.Name);

    [Test]
    public void The_remedy_is_told([ValueSource(nameof(Names))] string name)
    {
        var (_, reason, remedy, make) = Situations.Single(situation => situation.Name == name);
        var status = make().Rest().Status!;
        var told = status.Conditions!.Where(condition => condition.Reason == reason).Select(static condition => condition.Message)
            .Concat(status.Clusters!.Where(part => part.Reason == reason).Select(static part => part.Message));
        Assert.That(told, Has.Some.Contains(remedy), string.Join("\n", status.Conditions!.Select(static condition => $"{condition.Type} {condition.Status} {condition.Reason}: {condition.Message}")));
    }

    [Test]
    public void A_trial_whose_record_was_never_written_is_given_up_when_the_spec_names_nothing_that_is_there()
    {
        var scene = Given.Canary().Naming(2).Until(static s => s.Candidate is { Revision: "r2" }, "the start");
        scene.Records.RemoveAll(static record => record.Revision == "r2");
        var decision = scene.Naming(9).Decide();
        Assert.That(decision.Events.Select(static told => (told.Reason, told.Message)), Has.Some.Matches<(string Reason, string Message)>(static told =>
            told.Reason == "CandidateGivenUp" && told.Message.EndsWith("nothing of it was made yet, and the spec does not name it any more", StringComparison.Ordinal)));
        Assert.That(decision.RequeueAfter, Is.EqualTo(TimeSpan.Zero));
    }

    [Test]
    public void A_trial_that_makes_way_for_the_way_back_says_so() =>
        Assert.That(Given.Canary().At(2).Quarantine(1).Decide().Events[0].Message, Does.Contain("stable 1.0.0 (r1) has to give way first: 1.0.0 is quarantined"));

    [Test]
    public void A_bake_whose_way_back_changes_is_told()
    {
        var told = Given.Canary().Baking().Quarantine(1).Decide().Events;
        Assert.That(told.Single(static one => one.Reason == "ReturnTargetChanged").Message, Does.EndWith("a failure would now go back to 0.0.0 (r0)"));
    }

    [TestCase(ReturnReason.GateFailed, "GateFailed", "gate errors failed", "gate errors failed")]
    [TestCase(ReturnReason.GateFailed, "WaitingForTraffic", "wait", "it failed")]
    [TestCase(ReturnReason.ClusterLost, "WaitingForTraffic", "wait", "the cluster did not answer in time")]
    public void What_a_cluster_waits_for_on_its_way_back_is_not_what_it_failed_by(ReturnReason failure, string reason, string message, string words) =>
        Assert.That(Waits.FailureOf(new ClusterRolloutStatus { Failure = failure, Reason = reason, Message = message }), Is.EqualTo(words));

    private static Scene FailedInPlace() => Given.New().Passing().Until(static s => s.Status?.Clusters?[0].Stage == ClusterStage.Baking, "the bake").Saying(GateVerdict.Failed);

    private static Scene TooEarly()
    {
        var scene = Given.Canary().With(static spec => spec with { Strategy = Samples.Canary(Samples.Gate("smoke"), Samples.Weight(25)) }).Naming(2);
        scene.Until(static s => s.Records.Exists(static record => record.Revision == "r2"), "the record");
        var at = scene.Records.FindIndex(static record => record.Revision == "r2");
        var (record, traffic) = (scene.Records[at], new ModelGateSpec { Type = GateType.Scrape, Threshold = new GateThreshold { Max = "0.05" } });
        scene.Records[at] = record with { Plan = record.Plan with { Gates = [.. record.Plan.Gates.Select(gate => gate with { Spec = traffic })] } };
        return scene;
    }

    private static void Change(Scene scene, Func<VersionObservation, VersionObservation> change) => scene.Versions["2.0.0"] = change(scene.Versions["2.0.0"]);

    private static void Empty(Scene scene) =>
        scene.Circumstances["local"] = static seen => seen with { Traffic = seen.Traffic! with { Observed = TrafficSplit.Empty, IsAccepted = true } };
}
