using ModelSync.Api;
using ModelSync.Api.Policies;
using ModelSync.Api.Rollouts;
using ModelSync.Api.Versions;
using ModelSync.Core.Policies;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Core.Tests.Policies;

/// <summary>A rollout to which nothing objects, and policies with one rule.</summary>
internal static class Given
{
    public const string Package = "sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

    public const string Weights = "sha256:bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";

    public static readonly DateTimeOffset Now = new(2026, 3, 3, 14, 5, 0, TimeSpan.Zero);

    public static VersionFacts Version(string version, params (string Name, string Value)[] metrics) => new()
    {
        Version = version,
        PackageDigest = Package,
        Spec = new ModelVersionSpec
        {
            Model = "fraud",
            Version = version,
            Components = [new ModelComponent { Name = "weights", Role = ComponentRole.Weights, Uri = "oci://registry.example/models/fraud:2" }],
            Metrics = Map(metrics),
        },
        Components =
        [
            new ResolvedComponent { Name = "weights", Uri = $"oci://registry.example/models/fraud@{Weights}", Digest = Weights, Strength = DigestStrength.Content },
        ],
        Creator = new Person("carol", "c"),
    };

    public static PolicyFacts Facts(VersionFacts? version = null, VersionFacts? stable = null) => new()
    {
        Target = new PolicyTarget { Namespace = "shop", NamespaceLabels = Map(("team", "risk")), Model = "fraud", Environment = "prod", Cluster = "eu-1" },
        Version = version ?? Version("2.3.1"),
        Stable = stable,
        Revision = "ab12cd34ef",
        Plan = new PlanFacts { Strategy = StrategyType.Canary, Weights = [5, 25, 50], BakeSeconds = 120 },
        NextWeight = 5,
        PodSpec = RawJson.From($$$$"""{"containers":[{"name":"server","image":"r/s@{{{{Weights}}}}","resources":{"limits":{"cpu":"2","memory":"4Gi"}}}]}"""),
        SteadyNow = Now,
        Approvals = [],
        Signatures = [],
        Requester = new Person("dave", "d"),
    };

    public static PolicySource Policy(PolicyRule rule, PolicyEnforcement? enforcement = null, PolicyMatch? match = null) => new()
    {
        Kind = "ClusterModelPolicy",
        Name = "x",
        Spec = new ModelPolicySpec { Enforcement = enforcement, Match = match, Rules = [rule with { Name = "r" }] },
    };

    /// <summary>What the one rule says.</summary>
    public static PolicyFinding? Finding(PolicyRule rule, PolicyFacts facts, PolicyMoment moment = PolicyMoment.Start) =>
        PolicyEvaluator.Evaluate(moment, facts, [Policy(rule)]).Findings.SingleOrDefault();

    public static StringMap Map(params (string Key, string Value)[] entries) => StringMap.From(entries.Select(entry => KeyValuePair.Create(entry.Key, entry.Value)));

    /// <summary>The rule says this and stands against it; null: it is satisfied.</summary>
    public static void Expect(PolicyFinding? finding, string? objection, PolicyReason reason = PolicyReason.PolicyViolated)
    {
        Assert.That(finding, Is.Not.Null);
        if (objection is null)
        {
            Assert.That((finding!.Verdict, finding.Reason), Is.EqualTo((PolicyVerdict.Pass, PolicyReason.PolicySatisfied)), finding.Message);
            Assert.That(finding.Message, Is.Not.Empty, "what is satisfied says so, too");
            return;
        }

        Assert.That(finding!.Message, Is.EqualTo(objection));
        Assert.That((finding.Verdict, finding.Reason), Is.EqualTo((PolicyVerdict.Deny, reason)));
    }
}
