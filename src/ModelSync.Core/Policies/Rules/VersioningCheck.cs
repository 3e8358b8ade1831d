using ModelSync.Api.Policies;
using ModelSync.Api.Versions;

namespace ModelSync.Core.Policies.Rules;

/// <summary>The version number tells the truth about what changed since stable. A step back is judged like the step forward that it undoes.</summary>
internal static class VersioningCheck
{
    public static RuleResult Check(VersioningRule rule, RuleContext context)
    {
        if (context.Facts.Stable is not { } stable)
        {
            return RuleResult.Pass($"there is nothing to compare {context.Version.Version} with yet: it is the first version");
        }

        if (!SemanticVersion.TryParse(context.Version.Version, out var next, out var error)
            || !SemanticVersion.TryParse(stable.Version, out var present, out error))
        {
            return RuleResult.Unknown(error!);
        }

        var jump = next.Major - present.Major;
        if (rule.MaxMajorJump is { } most && jump > most)
        {
            return new RuleResult(
                PolicyReason.PolicyViolated,
                $"{next} raises the major version of {present} by {jump}, at most {most} is allowed: {context.Or("go there by smaller steps")}");
        }

        return rule.EnforceBumps is true ? CheckBump(context, stable, present, next) : RuleResult.Pass($"{next} may follow {present}");
    }

    private static RuleResult CheckBump(RuleContext context, VersionFacts stable, SemanticVersion present, SemanticVersion next)
    {
        if (context.Version.Spec is null || stable.Spec is null)
        {
            var unknown = context.Version.Spec is null ? next : present;
            return RuleResult.Unknown($"the ModelVersion of {unknown} is not known, so changes cannot be compared: create it again");
        }

        var before = PinnedSpec.Of(stable.Spec, stable.Components);
        var after = PinnedSpec.Of(context.Version.Spec, context.Version.Components);
        var problem = next >= present
            ? VersionDiff.Between(before, after).FindError(present, next)
            : VersionDiff.Between(after, before).FindError(next, present);
        return problem is null
            ? RuleResult.Pass($"{next} may follow {present}")
            : new RuleResult(PolicyReason.PolicyViolated, context.Or(problem));
    }
}
