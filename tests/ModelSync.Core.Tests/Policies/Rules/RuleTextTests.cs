using ModelSync.Api.Approvals;
using ModelSync.Api.Policies;
using ModelSync.Api.Rollouts;
using ModelSync.Api.Versions;
using ModelSync.Core.Policies;

namespace ModelSync.Core.Tests.Policies.Rules;

/// <summary>What rules read of a version, and which of several findings they tell.</summary>
public sealed class RuleTextTests
{
    private const string Change = ", or change rule \"r\" of ClusterModelPolicy/x";

    // The names are API: a rule that demands one of them must not become one that nobody can evaluate.
    [Test]
    public void Every_field_of_a_version_can_be_demanded([Values(
        "description", "packageDigest", "runtimeProfile", "parameters", "schema", "schema.inputs", "schema.outputs", "lineage", "lineage.runId", "lineage.trainingDataHash",
        "lineage.datasets", "lineage.code", "lineage.code.repository", "lineage.code.commit", "lineage.features", "lineage.trainedAt", "lineage.parent", "hyperparameters",
        "metrics", "dependencies", "dependencies.framework", "dependencies.libraries", "dependencies.models", "deploymentTargets", "documents")] string field) => Given.Expect(
        Given.Finding(new PolicyRule { RequiredMetadata = new RequiredMetadataRule { Fields = [field] } }, Given.Facts()),
        $"2.3.1 does not say {field}: publish a version that does{Change}");

    [Test]
    public void A_digest_is_denied_as_it_was_declared_too()
    {
        const string Declared = "sha256:dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd";
        var version = Given.Version("2.3.1");
        version = version with { Spec = version.Spec! with { Components = [version.Spec.Components![0] with { Digest = Declared }] } };

        Assert.That(
            Given.Finding(new PolicyRule { Deny = new DenyRule { Digests = [Declared] } }, Given.Facts(version))!.Message,
            Does.StartWith($"2.3.1 is denied for its components[weights] {Declared}"));
    }

    [Test]
    public void Of_all_that_is_denied_the_most_exact_is_told()
    {
        var version = Given.Version("2.3.1");
        version = version with { Spec = version.Spec! with { Lineage = new ModelLineage { TrainingDataHash = "poison" } } };
        string Told(DenyRule rule) => Given.Finding(new PolicyRule { Deny = rule }, Given.Facts(version))!.Message;
        var rule = new DenyRule { Digests = [Given.Package], TrainingDataHashes = ["poison"], Versions = ["2.3.1"] };

        Assert.That(Told(rule), Does.Contain("denied for its packageDigest"));
        Assert.That(Told(rule with { Digests = null }), Does.Contain("denied for its lineage.trainingDataHash"));
    }

    [Test]
    public void Approvals_are_told_in_the_order_of_names()
    {
        static ApprovalFacts By(string name) => new()
        {
            Name = name,
            Approver = new Person(name, name),
            Decision = ApprovalDecision.Approve,
            Model = "fraud",
            Version = "2.3.1",
            PackageDigest = Given.Package,
            Environment = "prod",
            Revision = "ab12cd34ef",
            At = Given.Now,
        };

        Assert.That(
            Given.Finding(new PolicyRule { Approvals = new ApprovalsRule { Required = 3 } }, Given.Facts() with { Approvals = [By("bob"), By("alice")] })!.Message,
            Does.Contain("has 2 of 3 approvals by alice, bob"));
    }

    [Test]
    public void A_required_gate_may_be_one_of_several()
    {
        var gates = new[] { "smoke", "bias" }.Select(static name => new GateReference { Kind = GateKind.ClusterModelGate, Name = name });
        var facts = Given.Facts();

        Given.Expect(Given.Finding(new PolicyRule { Pace = new PaceRule { RequiredGates = ["bias"] } }, facts with { Plan = facts.Plan! with { Gates = [.. gates] } }), null);
    }

    [Test]
    public void A_signature_rule_without_keys_is_unenforceable() => Given.Expect(
        Given.Finding(new PolicyRule { Signature = new SignatureRule { Keys = [] } }, Given.Facts()),
        "ClusterModelPolicy/x cannot be evaluated: it has no keys: add one",
        PolicyReason.PolicyNotEnforceable);

    [Test]
    public void The_best_of_what_is_better_when_lower_is_the_lowest()
    {
        var rule = new PolicyRule
        {
            Regression = new RegressionRule
            {
                Metrics = [new RegressionMetric { Name = "loss", Direction = MetricDirection.LowerIsBetter }],
                MinRatio = "1",
                Baseline = RegressionBaseline.HighWater,
            },
        };
        PolicyFacts With(string loss) => Given.Facts(Given.Version("2.3.1", ("loss", loss))) with
        {
            Proven = [Given.Version("1.0.0", ("loss", "0.2")), Given.Version("1.1.0", ("loss", "0.1")), Given.Version("1.2.0", ("loss", "0.3"))],
        };

        Given.Expect(Given.Finding(rule, With("0.1")), null);
        Assert.That(Given.Finding(rule, With("0.11"))!.Message, Does.StartWith("\"loss\" is 0.11, at most 0.1 (0.1 / 1 of 1.1.0) is needed"));
    }

    [Test]
    public void Only_a_rule_about_changes_has_to_know_both_versions()
    {
        var (known, unknown) = (Given.Version("2.3.0"), Given.Version("2.3.0") with { Spec = null });

        Given.Expect(Given.Finding(new PolicyRule { Versioning = new VersioningRule { MaxMajorJump = 1 } }, Given.Facts(stable: unknown)), null);
        Assert.That(
            Given.Finding(new PolicyRule { Versioning = new VersioningRule { EnforceBumps = true } }, Given.Facts(Given.Version("2.3.1") with { Spec = null }, known))!.Message,
            Does.Contain("the ModelVersion of 2.3.1 is not known"));
    }

    [Test]
    public void An_image_of_the_version_that_is_not_pinned_yet_replaces_nothing()
    {
        var version = Given.Version("2.3.1");
        version = version with { Spec = version.Spec! with { Components = [new ModelComponent { Name = "image", Role = ComponentRole.Image }] }, Components = [] };

        Given.Expect(Given.Finding(new PolicyRule { PinnedImage = new PinnedImageRule() }, Given.Facts(version)), null);
    }
}
