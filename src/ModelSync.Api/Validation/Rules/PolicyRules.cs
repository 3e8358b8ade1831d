using ModelSync.Api.Policies;

namespace ModelSync.Api.Validation.Rules;

/// <summary>The rules of ModelPolicy and ClusterModelPolicy.</summary>
internal static class PolicyRules
{
    private static readonly (string Name, Func<PolicyRule, object?> Get)[] Kinds =
    [
        ("allowedSources", static rule => rule.AllowedSources),
        ("digestStrength", static rule => rule.DigestStrength),
        ("signature", static rule => rule.Signature),
        ("requiredMetadata", static rule => rule.RequiredMetadata),
        ("metricFloors", static rule => rule.MetricFloors),
        ("regression", static rule => rule.Regression),
        ("versioning", static rule => rule.Versioning),
        ("approvals", static rule => rule.Approvals),
        ("freeze", static rule => rule.Freeze),
        ("pace", static rule => rule.Pace),
        ("deny", static rule => rule.Deny),
        ("resourceCeiling", static rule => rule.ResourceCeiling),
        ("pinnedImage", static rule => rule.PinnedImage),
    ];

    /// <summary>Those of ModelPolicy.</summary>
    public static Place<ModelPolicy> Namespaced() => new Place<ModelPolicy>().Member("spec", static policy => policy.Spec, Spec().Require(
        "!has(self.match) || !has(self.match.namespaces)",
        static spec => spec.Match?.Namespaces is null,
        "namespaces is only for a ClusterModelPolicy, since this policy is about its own namespace alone; remove it",
        field: ".match.namespaces",
        reason: Reasons.Forbidden));

    /// <summary>Those of ClusterModelPolicy.</summary>
    public static Place<ClusterModelPolicy> ClusterWide() => new Place<ClusterModelPolicy>().Member("spec", static policy => policy.Spec, Spec()
        .Member("match", static spec => spec.Match, new Place<PolicyMatch>().Member("namespaces", static match => match.Namespaces, Namespaces())));

    private static Place<ModelPolicySpec> Spec() => new Place<ModelPolicySpec>()
        .Items("rules", static spec => spec.Rules, One());

    private static Place<NamespaceMatch> Namespaces() => new Place<NamespaceMatch>()
        .Require(
            "has(self.names) != has(self.selector)",
            static match => match.Names is null != match.Selector is null,
            "exactly one of names and selector must be set; leave namespaces out for all of them")
        .Member("selector", static match => match.Selector, SelectorRules.All());

    private static Place<PolicyRule> One() => new Place<PolicyRule>()
        .Require(
            $"[{string.Join(", ", Kinds.Select(static kind => $"has(self.{kind.Name})"))}].exists_one(x, x)",
            static rule => Kinds.Count(kind => kind.Get(rule) is not null) == 1,
            $"a rule must have a name and exactly one of {string.Join(", ", Kinds.Select(static kind => kind.Name))}; write one rule for each")
        .Member("signature", static rule => rule.Signature, VersionPolicyRules.Signature())
        .Member("requiredMetadata", static rule => rule.RequiredMetadata, VersionPolicyRules.RequiredMetadata())
        .Member("regression", static rule => rule.Regression, VersionPolicyRules.Regression())
        .Member("versioning", static rule => rule.Versioning, VersionPolicyRules.Versioning())
        .Member("freeze", static rule => rule.Freeze, FreezeRules.All())
        .Member("pace", static rule => rule.Pace, RolloutPolicyRules.Pace())
        .Member("deny", static rule => rule.Deny, RolloutPolicyRules.Deny());
}
