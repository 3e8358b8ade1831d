using ModelSync.Api.Policies;

namespace ModelSync.Core.Policies.Rules;

/// <summary>Hands each rule to its check.</summary>
internal static class RuleChecks
{
    /// <summary>Returns what the rule finds; null when it has no say at this moment.</summary>
    public static RuleResult? Check(PolicyRule rule, RuleContext context)
    {
        if (context.Moment is PolicyMoment.Return)
        {
            return rule.Deny is null ? null : DenyCheck.Check(rule.Deny, context);
        }

        if (CountOf(rule) != 1)
        {
            // A rule without any known member is one of a newer CRD: what it forbids is not known.
            return RuleResult.Unknown(
                $"rule \"{rule.Name}\" has {CountOf(rule)} members that this build knows, one is needed: correct the rule, or update the operator");
        }

        return CheckOfVersion(rule, context) ?? (context.Moment is PolicyMoment.Accept ? null : CheckOfRollout(rule, context));
    }

    private static RuleResult? CheckOfVersion(PolicyRule rule, RuleContext context) => rule switch
    {
        { AllowedSources: { } it } => AllowedSourcesCheck.Check(it, context),
        { DigestStrength: { } it } => DigestStrengthCheck.Check(it, context),
        { Signature: { } it } => SignatureCheck.Check(it, context),
        { RequiredMetadata: { } it } => RequiredMetadataCheck.Check(it, context),
        { MetricFloors: { } it } => MetricFloorsCheck.Check(it, context),
        { Deny: { } it } => DenyCheck.Check(it, context),
        _ => null,
    };

    private static RuleResult? CheckOfRollout(PolicyRule rule, RuleContext context) => rule switch
    {
        { Regression: { } it } => RegressionCheck.Check(it, context),
        { Versioning: { } it } => VersioningCheck.Check(it, context),
        { Approvals: { } it } => ApprovalsCheck.Check(it, context),
        { Freeze: { } it } => FreezeCheck.Check(it, context),
        { Pace: { } it } => PaceCheck.Check(it, context),
        { ResourceCeiling: { } it } => ResourceCeilingCheck.Check(it, context),
        { PinnedImage: { } it } => PinnedImageCheck.Check(it, context),
        _ => null,
    };

    private static int CountOf(PolicyRule rule)
    {
        object?[] members =
        [
            rule.AllowedSources, rule.DigestStrength, rule.Signature, rule.RequiredMetadata, rule.MetricFloors, rule.Regression, rule.Versioning,
            rule.Approvals, rule.Freeze, rule.Pace, rule.Deny, rule.ResourceCeiling, rule.PinnedImage,
        ];
        return members.Count(member => member is not null);
    }
}
