using ModelSync.Api.Approvals;
using ModelSync.Api.Policies;

namespace ModelSync.Core.Policies.Rules;

/// <summary>Enough people approved this very package, and nobody who would count rejected it.</summary>
/// <remarks>
/// The last decision of a person counts: Revoke takes back whatever the same person said before, also by one who has left the group since.
/// A Reject is a veto until then; it does not expire, and authors may veto too. Without a revision both are about all of them. Service
/// accounts count only where a group names them, since whoever runs a pipeline could otherwise be several people.
/// </remarks>
internal static class ApprovalsCheck
{
    private const string ServiceAccountPrefix = "system:serviceaccount:";

    public static RuleResult Check(ApprovalsRule rule, RuleContext context)
    {
        if (FindUnknown(rule, context.Facts) is { } problem)
        {
            return RuleResult.Unknown(problem);
        }

        var last = context.Facts.Approvals!
            .Where(approval => IsAbout(approval, rule, context.Facts))
            .GroupBy(approval => approval.Approver.Identity, StringComparer.Ordinal)
            .Select(Last)
            .Where(decision => IsMember(decision, rule))
            .OrderBy(decision => decision.Approver.Username, StringComparer.Ordinal)
            .ToArray();
        if (Array.Find(last, decision => decision.Decision is ApprovalDecision.Reject) is { } veto)
        {
            return new RuleResult(
                PolicyReason.AwaitingApproval,
                $"{Subject(rule, context)} is rejected by {veto.Approver.Username} ({veto.Name}): "
                    + context.Or($"ask {veto.Approver.Username} to approve or revoke"));
        }

        var approvals = last.Where(decision => decision.Decision is ApprovalDecision.Approve).ToArray();
        var judged = approvals.Select(approval => (approval.Approver.Username, Exclusion: FindExclusion(approval, rule, context.Facts))).ToArray();
        var counted = judged.Where(person => person.Exclusion is null).Select(person => person.Username).ToArray();
        var others = from person in judged where person.Exclusion is not null select $"{person.Username} does not count: {person.Exclusion}";
        return counted.Length >= (rule.Required ?? 1)
            ? RuleResult.Pass($"{Subject(rule, context)} is approved by {string.Join(", ", counted)}")
            : new RuleResult(PolicyReason.AwaitingApproval, Missing(rule, context, counted, others));
    }

    /// <summary>The last decision; of those of one second, the one that takes something back.</summary>
    private static ApprovalFacts Last(IEnumerable<ApprovalFacts> decisions) => decisions
        .OrderBy(decision => decision.At)
        .ThenBy(decision => decision.Decision)
        .ThenBy(decision => decision.Name, StringComparer.Ordinal)
        .Last();

    private static string? FindUnknown(ApprovalsRule rule, PolicyFacts facts)
    {
        if (facts.Approvals is null)
        {
            return "approvals are not known: wait until they are read";
        }

        if (facts.Version.PackageDigest is null)
        {
            return $"the package digest of {facts.Version.Version} is not known: wait until its components are pinned";
        }

        if (facts.Target.Environment is null)
        {
            return $"the target has no environment that could be approved: give its namespace the label {EnvironmentResolver.Label}";
        }

        if (rule.BindTo is not ApprovalBinding.Package && facts.Revision is null)
        {
            return "the revision is not known: wait until it is computed";
        }

        return rule.SeparationOfDuties is true && (facts.Version.Creator is null || facts.Requester is null)
            ? $"who {(facts.Version.Creator is null ? "created the version" : "asked for the change")} is not known, so duties cannot be separated: "
                + "let the admission webhook run and do it again"
            : null;
    }

    private static bool IsAbout(ApprovalFacts approval, ApprovalsRule rule, PolicyFacts facts) =>
        string.Equals(approval.Model, facts.Target.Model, StringComparison.Ordinal)
        && string.Equals(approval.Version, facts.Version.Version, StringComparison.Ordinal)
        && string.Equals(approval.PackageDigest, facts.Version.PackageDigest, StringComparison.Ordinal)
        && string.Equals(approval.Environment, facts.Target.Environment, StringComparison.Ordinal)
        && (rule.BindTo is ApprovalBinding.Package
            || string.Equals(approval.Revision, facts.Revision, StringComparison.Ordinal)
            || (approval.Revision is null && approval.Decision is not ApprovalDecision.Approve));

    private static bool IsMember(ApprovalFacts approval, ApprovalsRule rule) => rule.Groups is { } groups
        ? approval.Groups.Any(group => groups.Contains(group, StringComparer.Ordinal))
        : !approval.Approver.Username.StartsWith(ServiceAccountPrefix, StringComparison.Ordinal);

    private static string? FindExclusion(ApprovalFacts approval, ApprovalsRule rule, PolicyFacts facts)
    {
        if (rule.ExpiresAfterHours is { } hours && approval.At.AddHours(hours) <= facts.SteadyNow)
        {
            return $"the approval is older than {hours} h";
        }

        if (rule.SeparationOfDuties is not true)
        {
            return null;
        }

        return approval.Approver.MayBe(facts.Version.Creator) ? "created the version"
            : approval.Approver.MayBe(facts.Requester) ? "asked for the change"
            : null;
    }

    private static string Missing(ApprovalsRule rule, RuleContext context, string[] counted, IEnumerable<string> excluded)
    {
        var by = counted.Length == 0 ? null : $" by {string.Join(", ", counted)}";
        var but = string.Join("; ", excluded) is { Length: > 0 } reasons ? $" ({reasons})" : null;
        var whom = rule.Groups is { } groups ? $"a member of {string.Join(" or ", groups)}" : "somebody";
        return $"{Subject(rule, context)} has {counted.Length} of {rule.Required ?? 1} approvals{by}{but}: {context.Or($"ask {whom} for a ModelApproval")}";
    }

    private static string Subject(ApprovalsRule rule, RuleContext context) => rule.BindTo is ApprovalBinding.Package
        ? $"package {context.Version.PackageDigest} of {context.Version.Version} in {context.Facts.Target.Environment}"
        : $"revision {context.Facts.Revision} of {context.Version.Version} in {context.Facts.Target.Environment}";
}
