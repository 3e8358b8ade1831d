using ModelSync.Api.Policies;
using ModelSync.Core.Policies.Rules;

namespace ModelSync.Core.Policies;

/// <summary>Says what policies think of something that is about to happen: a pure function of facts and policies.</summary>
/// <remarks>
/// A policy that may be about the target and cannot be evaluated stands against starts and advances as its enforcement says; nothing is
/// let through because something is not known. Returns obey only deny, and a policy that cannot be evaluated never stops one.
/// </remarks>
public static class PolicyEvaluator
{
    /// <summary>Evaluates all rules that have a say at <paramref name="moment"/>.</summary>
    public static PolicyDecision Evaluate(PolicyMoment moment, PolicyFacts facts, IReadOnlyList<PolicySource> policies)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(policies);
        return new PolicyDecision { Findings = [.. policies.SelectMany(policy => Evaluate(moment, facts, policy))] };
    }

    /// <summary>Whether a policy is about a target, or may be and nobody can tell.</summary>
    public static bool IsAbout(PolicySource policy, PolicyTarget target)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(target);
        return PolicyMatcher.Matches(policy, target, out _);
    }

    /// <summary>Returns the first rule that denies what serves, or is returned to, at <paramref name="target"/>; null when none does.</summary>
    public static PolicyFinding? FindDenial(PolicyTarget target, VersionFacts version, IReadOnlyList<PolicySource> policies)
    {
        var facts = new PolicyFacts { Target = target, Version = version, SteadyNow = default };
        return Evaluate(PolicyMoment.Return, facts, policies).Objection;
    }

    private static IEnumerable<PolicyFinding> Evaluate(PolicyMoment moment, PolicyFacts facts, PolicySource policy)
    {
        if (!PolicyMatcher.Matches(policy, facts.Target, out var problem))
        {
            return [];
        }

        if (policy.Problem is not null || problem is not null || policy.Spec?.Rules is not { Count: > 0 } rules)
        {
            var unknown = RuleResult.Unknown(policy.Problem ?? problem ?? "it has no rules: write one");
            return moment is PolicyMoment.Return ? [] : [Finding(moment, policy, null, unknown)];
        }

        return rules
            .Select(rule => (rule.Name, Result: RuleChecks.Check(rule, new RuleContext(moment, facts, policy.Id, rule.Name ?? string.Empty))))
            .Where(rule => rule.Result is not null)
            .Select(rule => Finding(moment, policy, rule.Name, rule.Result!));
    }

    private static PolicyFinding Finding(PolicyMoment moment, PolicySource policy, string? rule, RuleResult result) => new()
    {
        Policy = policy.Id,
        Rule = rule,
        Verdict = VerdictOf(moment, policy.Spec?.Enforcement ?? PolicyEnforcement.Enforce, result.Reason),
        Reason = result.Reason,
        Message = result.Reason is PolicyReason.PolicyNotEnforceable ? $"{policy.Id} cannot be evaluated: {result.Message}" : result.Message,
        Until = result.Until,
    };

    private static PolicyVerdict VerdictOf(PolicyMoment moment, PolicyEnforcement enforcement, PolicyReason reason) => (reason, enforcement) switch
    {
        (PolicyReason.PolicySatisfied, _) => PolicyVerdict.Pass,
        (_, PolicyEnforcement.Audit) => PolicyVerdict.Audit,
        (_, PolicyEnforcement.Warn) => PolicyVerdict.Warn,

        // Only starts and advances are blocked by what is not known; a version as such is none.
        (PolicyReason.PolicyNotEnforceable, _) when moment is PolicyMoment.Accept => PolicyVerdict.Warn,
        _ => PolicyVerdict.Deny,
    };
}
