using ModelSync.Api.Conditions;
using ModelSync.Api.Policies;
using ModelSync.Core.Policies;
using ModelSync.Operator.Reading;
using ModelSync.Operator.Versions;

namespace ModelSync.Operator.Policies;

/// <summary>What the conditions of a policy say.</summary>
internal static class PolicyVerdicts
{
    /// <summary>Every rule is evaluated, and objects to nothing.</summary>
    public const string Satisfied = "Satisfied";

    /// <summary>Every rule is evaluated, and some object; status.violations names them.</summary>
    /// <remarks>Look at status.violations: each names object, rule, observed value and limit.</remarks>
    public const string ViolationsFound = "ViolationsFound";

    private const int MostProblems = 5;

    /// <summary>Ready, and Stalled where only a person can mend the policy.</summary>
    /// <param name="spec">The policy.</param>
    /// <param name="sources">The policy as the evaluator takes it.</param>
    /// <param name="review">What it finds.</param>
    public static IEnumerable<Finding> Of(ModelPolicySpec? spec, IReadOnlyList<PolicySource> sources, PolicyReview review)
    {
        ArgumentNullException.ThrowIfNull(sources);
        ArgumentNullException.ThrowIfNull(review);
        PolicySource[] broken = [.. sources.Where(static source => source.Problem is not null)];
        if (broken.Length == 0)
        {
            return [Found(review)];
        }

        // One that breaks a rule of its kind is handed on whole, one with a rule that this build does not know how to evaluate is taken apart.
        var reason = broken is [var only] && ReferenceEquals(only.Spec, spec) ? ConditionReasons.InvalidSpec : ConditionReasons.UnsupportedField;
        var message = Texts.Sentence($"{Texts.Some([.. broken.Select(source => Describe(spec, source))], "; ", MostProblems)}. {Consequence(spec, review, reason)}");
        return [Finding.False(ConditionTypes.Ready, reason, message), Finding.True(ConditionTypes.Stalled, reason, message)];
    }

    private static Finding Found(PolicyReview review) => review.Objections == 0
        ? Finding.True(ConditionTypes.Ready, Satisfied, $"It is about {Count(review)}, and objects to nothing.")
        : Finding.True(ConditionTypes.Ready, ViolationsFound, $"It is about {Count(review)}, and has {review.Objections} objections; status.violations names {review.Violations.Count}.");

    private static string Describe(ModelPolicySpec? spec, PolicySource source)
    {
        if (ReferenceEquals(source.Spec, spec) || source.Spec?.Rules is not [var rule])
        {
            return source.Problem!;
        }

        var index = (spec?.Rules ?? []).Index().First(one => Text.Same(one.Item.Name, rule.Name)).Index;
        return $"spec.rules[{index}].{(rule.Signature is null ? "approvals" : "signature")}: {source.Problem}";
    }

    private static string Consequence(ModelPolicySpec? spec, PolicyReview review, string reason)
    {
        var others = Text.Same(reason, ConditionReasons.UnsupportedField) ? "Its other rules count. " : "";
        return (spec?.Enforcement ?? PolicyEnforcement.Enforce) == PolicyEnforcement.Enforce
            ? $"{others}Until then nothing that it is about starts or advances: {Count(review)}"
            : $"{others}It holds nothing up, because its enforcement is {spec!.Enforcement}";
    }

    private static string Count(PolicyReview review) => review.Matched == 1 ? "1 rollout or version" : $"{review.Matched} rollouts and versions";
}
