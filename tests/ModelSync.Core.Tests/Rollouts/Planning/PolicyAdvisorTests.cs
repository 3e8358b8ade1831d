using ModelSync.Api.Policies;
using ModelSync.Api.Rollouts;
using ModelSync.Api.Versions;
using ModelSync.Core.Policies;

namespace ModelSync.Core.Tests.Rollouts.Planning;

/// <summary>What policies are told of a rollout, read from what they say to it.</summary>
public sealed class PolicyAdvisorTests
{
    private static readonly PolicyRule LongBake = new() { Name = "bake", Pace = new PaceRule { MinBakeSeconds = 100 } };
    private static readonly PolicyRule Denied = new() { Name = "deny", Deny = new DenyRule { Versions = ["2.0.0"] } };

    [Test]
    public void A_start_is_judged_by_the_plan_that_the_spec_has_now()
    {
        var scene = Given.Canary().Naming(2);
        scene.Records.Add(scene.Target!);
        scene.With(static spec => spec with { Strategy = spec.Strategy! with { BakeSeconds = 10 } });
        Assert.That(Objection(scene, LongBake), Does.Contain("bakeSeconds is 10, at least 100 is needed"));
    }

    [Test]
    public void A_trial_is_judged_by_the_plan_that_it_began_with()
    {
        var scene = Given.Canary().At(2).With(static spec => spec with { Strategy = spec.Strategy! with { BakeSeconds = 10 } });
        scene.Policies.Add(Policy(LongBake));
        Assert.That(scene.Rest().Status!.Pause!.Reason, Is.EqualTo(PauseReason.PauseStep));
    }

    [Test]
    public void A_rise_begins_at_the_weight_that_was_reached()
    {
        var scene = Given.Canary();
        scene.Policies.Add(Policy(new PolicyRule { Name = "pace", Pace = new PaceRule { MaxStepWeight = 50 } }));
        Assert.That(scene.Promoted().Status!.Stable!.Revision, Is.EqualTo("r2"));
    }

    [Test]
    public void The_pods_of_the_record_are_judged() => Assert.That(
        Objection(Given.Canary().Naming(2), new PolicyRule { Name = "images", PinnedImage = new PinnedImageRule() }),
        Does.Contain("the image of containers[server] is registry.example/server:1"));

    [Test]
    public void The_parts_of_the_version_are_judged_as_they_were_pinned()
    {
        var scene = Given.Canary().Naming(2);
        scene.Versions["2.0.0"] = scene.Versions["2.0.0"] with { Components = [new ResolvedComponent { Name = "weights", Digest = "sha256:bad" }] };
        Assert.That(Objection(scene, new PolicyRule { Name = "deny", Deny = new DenyRule { Digests = ["sha256:bad"] } }), Does.Contain("components[weights] sha256:bad"));
    }

    [TestCase("fraud", "shop", "local", false)]
    [TestCase("spam", "shop", "local", true)]
    [TestCase("fraud", "bank", "local", true)]
    [TestCase("fraud", "shop", "other", true)]
    public void A_policy_finds_the_rollout_by_model_namespace_and_cluster(string model, string ns, string cluster, bool starts)
    {
        var scene = Given.Canary().Naming(2);
        scene.Policies.Add(Policy(Denied, new PolicyMatch { Models = [model], Namespaces = new NamespaceMatch { Names = [ns] }, Clusters = [cluster] }));
        Assert.That(scene.Rest().Candidate is not null, Is.EqualTo(starts));
    }

    [Test]
    public void Of_several_clusters_that_object_the_first_one_is_told() => Assert.That(
        Ready(Given.Fleet(new PlacementSpec()).With(static spec => spec with { Environment = "prod" }).Naming(2).Rest()),
        Does.Contain("spec.environment is \"prod\", but cluster a is in no environment"));

    private static PolicySource Policy(PolicyRule rule, PolicyMatch? match = null) => new()
    {
        Kind = "ClusterModelPolicy",
        Name = "rules",
        Spec = new ModelPolicySpec { Enforcement = PolicyEnforcement.Enforce, Match = match, Rules = [rule] },
    };

    private static string? Objection(Scene scene, PolicyRule rule)
    {
        scene.Policies.Add(Policy(rule));
        Assert.That(scene.Rest().Candidate, Is.Null);
        return Ready(scene);
    }

    private static string? Ready(Scene scene) => scene.Status!.Conditions!.Single(static condition => condition.Type == "Ready").Message;
}
