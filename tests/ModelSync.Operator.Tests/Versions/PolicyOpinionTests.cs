using ModelSync.Api.Policies;
using ModelSync.Api.Versions;
using ModelSync.Kubernetes.Events;
using ModelSync.Kubernetes.Serialization;
using ModelSync.Operator.Versions;

namespace ModelSync.Operator.Tests.Versions;

/// <summary>What policies make of a version as such.</summary>
public sealed class PolicyOpinionTests
{
    [TestCase(PolicyEnforcement.Enforce, ModelVersionPhase.Rejected, "False", "PolicyViolated")]
    [TestCase(PolicyEnforcement.Warn, ModelVersionPhase.Ready, "True", "AcceptedWithWarnings")]
    [TestCase(PolicyEnforcement.Audit, ModelVersionPhase.Ready, "True", "Accepted")]
    public void Policies_are_asked_once_it_is_pinned(PolicyEnforcement enforcement, ModelVersionPhase phase, string accepted, string reason)
    {
        var policy = Sample.Policy(Sample.OnlyFrom("oci://other.example/"), enforcement);
        var plan = VersionPlanner.Decide(Sample.Snapshot() with { Resolution = Sample.Resolved, Policies = [policy] });

        var status = plan.Status;
        Assert.That((status.Phase, status.Condition("Accepted").Status, status.Condition("Accepted").Reason), Is.EqualTo((phase, accepted, reason)));
        Assert.That(status.Policy!.Single(), Has.Property("Policy").EqualTo("ClusterModelPolicy/house").And.Property("Rule").EqualTo("sources"));
        Assert.That(plan.Events.Any(told => told.Type is EventType.Warning), Is.EqualTo(enforcement is not PolicyEnforcement.Audit));
        Assert.That(status.Components, Is.Not.Null, "a verdict unpins nothing");
    }

    [Test]
    public void A_policy_about_the_environment_of_the_namespace_counts_and_others_do_not()
    {
        var policy = Sample.Policy(Sample.OnlyFrom("oci://other.example/"));
        policy = policy with { Spec = policy.Spec! with { Match = new PolicyMatch { Environments = ["prod"] } } };
        var snapshot = Sample.Snapshot() with { Resolution = Sample.Resolved, Policies = [policy] };
        var prod = StringMap.From([KeyValuePair.Create("modelsync.io/environment", "prod")]);

        Assert.That(Phase(snapshot with { NamespaceLabels = prod, DefaultEnvironment = "dev" }), Is.EqualTo(ModelVersionPhase.Rejected));
        Assert.That(Phase(snapshot with { NamespaceLabels = StringMap.Empty, DefaultEnvironment = "prod" }), Is.EqualTo(ModelVersionPhase.Rejected));
        Assert.That(Phase(snapshot with { NamespaceLabels = StringMap.Empty, DefaultEnvironment = "dev" }), Is.EqualTo(ModelVersionPhase.Ready));

        static ModelVersionPhase? Phase(VersionSnapshot snapshot) => VersionPlanner.Decide(snapshot).Status.Phase;
    }

    [Test]
    public void Many_findings_fit_into_the_status_with_the_refusals_first()
    {
        var policies = Enumerable.Range(0, 300).Select(i => Sample.Policy(Sample.OnlyFrom("oci://registry.example/"), name: $"p{i}"))
            .Append(Sample.Policy(new PolicyRule { Name = "deny", Deny = new DenyRule { Versions = ["1.0.0"], Reason = new string('x', 5000) } }, name: "z"));

        var status = VersionPlanner.Decide(Sample.Snapshot() with { Resolution = Sample.Resolved, Policies = [.. policies] }).Status;

        Assert.That(status.Policy, Has.Count.EqualTo(200));
        Assert.That(status.Policy![0].Verdict, Is.EqualTo(PolicyVerdict.Deny));
        Assert.That(status.Policy.Max(report => report.Message!.Length), Is.LessThanOrEqualTo(4096));
        Assert.That(status.Conditions!.Max(condition => condition.Message!.Length), Is.LessThanOrEqualTo(1024));
    }
}
