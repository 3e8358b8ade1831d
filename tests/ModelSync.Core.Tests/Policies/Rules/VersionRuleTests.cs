using System.Security.Cryptography;
using ModelSync.Api.Digests;
using ModelSync.Api.Policies;
using ModelSync.Api.Versions;
using ModelSync.Core.Policies;
using ModelSync.Kubernetes.Values;

namespace ModelSync.Core.Tests.Policies.Rules;

public sealed class VersionRuleTests
{
    private const string Change = ", or change rule \"r\" of ClusterModelPolicy/x";

    [TestCase("oci://registry.example/models/", "oci://registry.example/models/fraud:2", true)]
    [TestCase("oci://registry.example/models", "oci://registry.example/models/fraud:2", true)]
    [TestCase("oci://registry.example", "oci://registry.example/models/fraud:2", true)]
    [TestCase("oci://registry.example/models/fraud", "oci://registry.example/models/fraud:2", true)]
    [TestCase("oci://registry.example/models/fraud", "oci://registry.example/models/fraud@sha256:aa", true)]
    [TestCase("registry.example/serving", "registry.example/serving/fraud:1.9", true)]
    [TestCase("oci://registry.example/models/fraud", "oci://registry.example/models/fraud-evil:2", false)]
    [TestCase("oci://registry.example/mod", "oci://registry.example/models/fraud:2", false)]
    [TestCase("oci://registry.example", "oci://registry.example.evil/models", false)]
    [TestCase("oci://registry.example", "oci://registry.example:5000/models", false)]
    [TestCase("https://registry.example", "https://registry.example@evil/models", false)]
    [TestCase("registry.example", "registry.example:5000/models", false)]
    [TestCase("https://registry.example/models/", "https://registry.example/models/../evil", false)]
    [TestCase("https://registry.example/models/", "https://registry.example/models/%2E%2e/evil", false)]
    [TestCase("https://registry.example/models/", "https://registry.example/models/..%2fevil", false)]
    [TestCase("https://registry.example/models/", "https://registry.example/models/..\\evil", false)]
    [TestCase("", "oci://registry.example/models", false)]
    public void Sources_fit_up_to_a_whole_segment(string prefix, string uri, bool fits)
    {
        var version = Given.Version("2.3.1");
        version = version with
        {
            Components = [],
            Spec = version.Spec! with { Components = [new ModelComponent { Name = "weights", Uri = uri }] },
        };

        Given.Expect(
            Given.Finding(new PolicyRule { AllowedSources = new AllowedSourcesRule { Prefixes = [prefix, "oci://second/"] } }, Given.Facts(version)),
            fits ? null : $"components[weights] comes from {uri}, and only {prefix}, oci://second/ may be used: publish it there{Change}");
    }

    [Test]
    public void A_source_is_judged_as_it_was_pinned_too()
    {
        var version = Given.Version("2.3.1");
        version = version with { Components = [version.Components[0] with { Uri = "oci://mirror/fraud" }] };
        var rule = new PolicyRule { AllowedSources = new AllowedSourcesRule { Prefixes = ["oci://registry.example/"] } };

        Given.Expect(Given.Finding(rule, Given.Facts()), null);
        Assert.That(Given.Finding(rule, Given.Facts(version))!.Message, Does.StartWith("components[weights] comes from oci://mirror/fraud, and only"));
    }

    [TestCase(DigestStrength.Content, DigestStrength.Content, null)]
    [TestCase(DigestStrength.Provider, DigestStrength.Provider, null)]
    [TestCase(DigestStrength.Weak, DigestStrength.Weak, null)]
    [TestCase(null, DigestStrength.Provider, "the digest of components[weights] is Provider, at least Content is needed")]
    [TestCase(DigestStrength.Provider, DigestStrength.Weak, "the digest of components[weights] is Weak, at least Provider is needed")]
    [TestCase(DigestStrength.Weak, null, "components[weights] is not pinned, at least Weak is needed")]
    public void Digests_are_worth_enough(DigestStrength? minimum, DigestStrength? strength, string? objection)
    {
        var version = Given.Version("2.3.1");
        version = version with { Components = strength is null ? [] : [version.Components[0] with { Strength = strength }] };

        Given.Expect(
            Given.Finding(new PolicyRule { DigestStrength = new DigestStrengthRule { Minimum = minimum } }, Given.Facts(version)),
            objection is null ? null : $"{objection}: publish it where digests are of the content, such as an OCI registry{Change}");
    }

    [Test]
    public void Signatures_are_verified_by_one_of_the_keys()
    {
        using var one = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var (first, second) = (one.ExportSubjectPublicKeyInfoPem(), other.ExportSubjectPublicKeyInfoPem());
        var (a, b) = (KeyFingerprint.Of(first)!, KeyFingerprint.Of(second)!);
        var rule = new PolicyRule { Signature = new SignatureRule { Keys = [first, second] } };
        PolicyFinding? With(params SignatureFacts[] facts) => Given.Finding(rule, Given.Facts() with { Signatures = facts });

        Assert.That(KeyFingerprint.Of(first.Replace("\n", "\r\n", StringComparison.Ordinal)), Is.EqualTo(a).And.Not.EqualTo(b));
        Given.Expect(With(new SignatureFacts { Component = "weights", VerifiedBy = [b] }), null);
        Given.Expect(With(new SignatureFacts { Component = "weights", RefusedBy = [a], VerifiedBy = [b] }), null);
        Given.Expect(
            With(new SignatureFacts { Component = "weights", RefusedBy = [a, b] }),
            $"components[weights] is signed by none of 2 keys: sign its digest with one of them{Change}");
        var untried = "ClusterModelPolicy/x cannot be evaluated: the signatures of components[weights] were not tried with all keys of rule \"r\": wait until they are";
        Given.Expect(With(new SignatureFacts { Component = "weights", RefusedBy = [a] }), untried, PolicyReason.PolicyNotEnforceable);
        Given.Expect(With(), untried, PolicyReason.PolicyNotEnforceable);
        Given.Expect(
            Given.Finding(rule, Given.Facts() with { Signatures = null }),
            "ClusterModelPolicy/x cannot be evaluated: signatures are not known: wait until they are looked at",
            PolicyReason.PolicyNotEnforceable);
    }

    [TestCase("-----BEGIN PUBLIC KEY-----\n!\n-----END PUBLIC KEY-----")]
    [TestCase("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----")]
    [TestCase("")]
    public void A_key_that_is_none_makes_the_policy_unenforceable(string key) => Given.Expect(
        Given.Finding(new PolicyRule { Signature = new SignatureRule { Keys = [key] } }, Given.Facts()),
        "ClusterModelPolicy/x cannot be evaluated: keys[0] is no public key in PEM: write one",
        PolicyReason.PolicyNotEnforceable);

    [Test]
    public void Metadata_is_there_or_named()
    {
        var rule = new PolicyRule
        {
            RequiredMetadata = new RequiredMetadataRule { Fields = ["lineage.trainingDataHash", "lineage.code.commit", "parameters"], Documents = ["ModelCard"], Metrics = ["recall"] },
        };
        var version = Given.Version("2.3.1", ("recall", "0.8"));
        var complete = version with
        {
            Spec = version.Spec! with
            {
                Lineage = new ModelLineage { TrainingDataHash = "h", Code = new CodeReference { Commit = "c" }, TrainedAt = new KubeTime(Given.Now) },
                Parameters = Given.Map(("a", "b")),
                Documents = [new ModelDocument { Kind = "ModelCard" }],
            },
        };

        Given.Expect(Given.Finding(rule, Given.Facts(complete)), null);
        Given.Expect(
            Given.Finding(rule, Given.Facts()),
            "2.3.1 does not say lineage.trainingDataHash, lineage.code.commit, parameters, documents[ModelCard], metrics[recall]: publish a version that does" + Change);
        Given.Expect(
            Given.Finding(rule, Given.Facts(complete with { Spec = complete.Spec! with { Parameters = Given.Map() } })),
            "2.3.1 does not say parameters: publish a version that does" + Change);
        Given.Expect(
            Given.Finding(new PolicyRule { RequiredMetadata = new RequiredMetadataRule { Fields = ["lineage.newField"] } }, Given.Facts()),
            "ClusterModelPolicy/x cannot be evaluated: rule \"r\" demands the field lineage.newField, which this build does not know: correct the rule, or update the operator",
            PolicyReason.PolicyNotEnforceable);
        Assert.That(Given.Finding(rule, Given.Facts(version with { Spec = null }))!.Reason, Is.EqualTo(PolicyReason.PolicyNotEnforceable));
    }

    [TestCase("0.90", null)]
    [TestCase("0.9000", null)]
    [TestCase("1", null)]
    [TestCase("0.899", "\"accuracy\" is 0.899, at least 0.9 is needed")]
    [TestCase("-1", "\"accuracy\" is -1, at least 0.9 is needed")]
    [TestCase("high", "\"accuracy\" is \"high\", which is no decimal, at least 0.9 is needed")]
    [TestCase("9e9", "\"accuracy\" is \"9e9\", which is no decimal, at least 0.9 is needed")]
    [TestCase("1,0", "\"accuracy\" is \"1,0\", which is no decimal, at least 0.9 is needed")]
    [TestCase(null, "\"accuracy\" is missing, at least 0.9 is needed")]
    public void Floors_are_reached(string? value, string? objection)
    {
        var version = value is null ? Given.Version("2.3.1") : Given.Version("2.3.1", ("accuracy", value));

        Given.Expect(
            Given.Finding(new PolicyRule { MetricFloors = new MetricFloorsRule { Metrics = Given.Map(("accuracy", "0.90")) } }, Given.Facts(version)),
            objection is null ? null : $"{objection}: train on{Change}");
    }

    [Test]
    public void A_floor_that_is_no_decimal_makes_the_policy_unenforceable() => Given.Expect(
        Given.Finding(new PolicyRule { MetricFloors = new MetricFloorsRule { Metrics = Given.Map(("accuracy", "high")) } }, Given.Facts()),
        "ClusterModelPolicy/x cannot be evaluated: the floor \"high\" of \"accuracy\" is no decimal: write one such as 0.9",
        PolicyReason.PolicyNotEnforceable);

    private static IEnumerable<TestCaseData> Denials()
    {
        static TestCaseData Case(DenyRule rule, string? found) => new TestCaseData(rule, found).SetArgDisplayNames(found ?? "nothing");

        yield return Case(new DenyRule { Digests = [Given.Package] }, $"packageDigest {Given.Package}");
        yield return Case(new DenyRule { Digests = [Given.Weights] }, $"components[weights] {Given.Weights}");
        yield return Case(new DenyRule { TrainingDataHashes = ["poison"] }, "lineage.trainingDataHash poison");
        yield return Case(new DenyRule { Versions = ["1.0.0", "2.3.1"] }, "version 2.3.1");
        yield return Case(new DenyRule { Digests = ["sha256:cc"], TrainingDataHashes = ["other"], Versions = ["2.3.1+data.1"] }, null);
    }

    [TestCaseSource(nameof(Denials))]
    public void Denied_is_what_is_named(DenyRule rule, string? found)
    {
        var version = Given.Version("2.3.1");
        version = version with { Spec = version.Spec! with { Lineage = new ModelLineage { TrainingDataHash = "poison" } } };

        Given.Expect(
            Given.Finding(new PolicyRule { Deny = rule }, Given.Facts(version)),
            found is null ? null : $"2.3.1 is denied for its {found}: use another version{Change}",
            PolicyReason.VersionDenied);
    }
}
